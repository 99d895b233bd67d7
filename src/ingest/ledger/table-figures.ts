/**
 * Figures of tables: each numeric cell with its row and column heading as what it measures, the unit from the
 * cell, its column heading or the caption (单位：万元).
 */
import type { ExtractedText, Figure, Passage, Period } from "../../domain/index.ts";
import {
  findNumbers,
  findPeriods,
  fold,
  type PeriodAnchor,
  resolvePeriod,
  withoutScale,
} from "../../text/index.ts";
import type { LedgerInput } from "./ledger.ts";
import { placesOf } from "./places.ts";
import { scopeOfWords } from "./scope.ts";
import { isPlanText } from "./status.ts";
import { unitsAbove, valueAdded } from "./table-context.ts";

const UNIT_IN_HEADING = /[((]\s*(?:单位[::])?\s*([^()]{1,8}?)\s*[))]\s*$/;
const UNIT_IN_CAPTION = /单位[::]\s*([^\s,，。;；)）]{1,8})/;

const MAX_CAPTION = 30;

const RATIO = /增速|增长|增幅|降幅|同比|环比|占比|比重|比例|率$|排名|位次/;
/** 比上年增长%: the unit at the end of a heading without brackets. */
const PERCENT_IN_HEADING = /([%％‰])\s*$/;
/** What stands under such a heading tells one from another and is no amount, also where it is nothing but digits. */
const NAMES = /(?:电话|手机|传真|邮编|邮政编码|号码|编号|编码|代码|房号|门牌号|证号|文号|账号|页码)$/;
/** Under 数量 even 电话 is a way of asking and no number to call. */
const COUNTS = /数|量|比|率|额/;
/** A column heading that says no more than that numbers stand under it. */
const GENERIC_COLUMN = /^(?:数值|数量|指标值|数据|数|绝对[数值量]|本期数?|实际数)$/;
const CHANGE_COLUMN = /^(?:同比|环比|比上年|比同期|增速|增长|增减|增幅|较上年|较同期|±)/;
/** 装机规模（超）: a qualifier in the row's heading. */
const QUALIFIED = /[((](超过?|约|近|逾|不低于|以上)[))]/;

/** Books the cells of a report's tables; a cell without a number is passed over. */
export function tableFigures(
  input: LedgerInput,
  tables: NonNullable<ExtractedText["tables"]>,
  anchor: PeriodAnchor | null,
): Figure[] {
  const { report, passages, gazetteer } = input;
  const passageAt = passageFinder(passages);
  const unitAbove = unitsAbove(report.text, tables);
  const added = valueAdded(report.text, tables);
  return tables.flatMap((cell, i): Figure[] => {
    const raw = report.text.slice(cell.start, cell.end).trim();
    const start = cell.start + report.text.slice(cell.start, cell.end).indexOf(raw);
    const mention = findNumbers(fold(raw)).find((m) => m.kind !== "list-number" && m.kind !== "identifier");
    const written = mention && mention.kind !== "date" ? mention.value : bareNumber(raw);
    if (written === null) return [];
    const value = /^[-−–]\s*\d/.test(raw) ? -Math.abs(written) : written;
    const column = fold(cell.columnHeading).trim();
    const row = `${fold(cell.rowHeading)
      .replace(/\s+/g, "")
      .replace(/^其中:|\[\d+\]$/g, "")}${added(cell)}`;
    if (NAMES.test(column.replace(UNIT_IN_HEADING, "")) || (NAMES.test(row) && !COUNTS.test(column)))
      return [];
    const caption = fold(cell.caption);
    const headingUnit = UNIT_IN_HEADING.exec(column)?.[1] ?? PERCENT_IN_HEADING.exec(column)?.[1] ?? "";
    const measure = column
      .replace(UNIT_IN_HEADING, "")
      .replace(PERCENT_IN_HEADING, "")
      .replace(/\s+/g, "")
      .replace(GENERIC_COLUMN, "");
    // 单位：万元 above a table does not hold for its columns of rates.
    const shared = RATIO.test(measure) ? "" : (UNIT_IN_CAPTION.exec(caption)?.[1] ?? "");
    const unit = mention?.unit || headingUnit || shared || (RATIO.test(measure) ? "" : unitAbove(cell));
    const role = CHANGE_COLUMN.test(measure) ? "change" : "value";
    const passage = passageAt(start);
    const line = lineAt(report.text, start);
    const words = `${row}${measure}`;
    const mentions = gazetteer.findRegions(words, report.region ? { known: [report.region] } : {});
    const { places } = placesOf(mentions, report.region, words);
    const named = period(`${row} ${measure}`, anchor) ?? period(caption, anchor);
    return [
      {
        id: `${report.id}:t${i}`,
        reportId: report.id,
        passageId: passage?.id ?? "",
        start,
        end: start + raw.length,
        value,
        unit,
        raw,
        qualifier: mention?.qualifier || (QUALIFIED.exec(row)?.[1] ?? ""),
        metric: words.slice(0, 60),
        piece: words,
        clause: `${captionWords(caption)}${words}多少${withoutScale(unit)}`,
        sentenceStart: line.start,
        sentenceEnd: line.end,
        headings: passage?.headings ?? [],
        regionCode: report.region?.code ?? "",
        region: places.length === 1 ? (places[0]?.name ?? "") : (report.region?.name ?? ""),
        places: places.map((p) => p.code),
        scope: scopeOfWords(words),
        partner: "",
        period: named ?? report.period,
        periodStated: named !== null,
        status: statusOfCell(words, caption),
        role,
        direction: role === "value" ? "" : value < 0 ? "down" : "up",
        cell: { row: cell.rowHeading.trim(), column: shownColumn(cell.columnHeading) },
        ...(passage?.page === undefined ? {} : { page: passage.page }),
      },
    ];
  });
}

/** 2015 alone in a cell reads as a year, -1.0 as a version; in a table they are counts. */
function bareNumber(raw: string): number | null {
  const plain = raw.replace(/^[-−–]\s*/, "");
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** The cell's own headings decide; the caption (a sheet of 2025年完成和2026年目标 holds both) only where they are silent. */
function statusOfCell(words: string, caption: string): "actual" | "plan" {
  if (/目标|计划(?!单列)|预期(?!寿命)/.test(words)) return /完成|实际/.test(words) ? "actual" : "plan";
  if (/完成|实绩|实际/.test(words)) return "actual";
  return isPlanText(caption) ? "plan" : "actual";
}

/** A column's heading as an answer shows it: without its unit, which is shown with the number, and without 数值. */
function shownColumn(heading: string): string {
  return heading
    .replace(/[(（][^()（）]{1,12}[)）]\s*$/, "")
    .trim()
    .replace(GENERIC_COLUMN, "");
}

/** Finds the passage that holds an offset, by halves: a workbook has thousands of cells. */
function passageFinder(passages: Passage[]): (offset: number) => Passage | undefined {
  return (offset) => {
    let [low, high] = [0, passages.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const passage = passages[middle];
      if (!passage) return undefined;
      if (offset < passage.start) high = middle - 1;
      else if (offset >= passage.end) low = middle + 1;
      else return passage;
    }
    return undefined;
  };
}

function lineAt(text: string, offset: number): { start: number; end: number } {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  return { start, end: end < 0 ? text.length : end };
}

/** What a caption names, without its numbers and its unit: 全区生产总值, 本月受理各类诉求. */
function captionWords(caption: string): string {
  const named = caption.replace(/[((]?(?:计量)?单位[::].*$/, "").trim();
  const [first = ""] = named.split(/[,;。:]/);
  const numbers = findNumbers(first).filter((m) => m.kind === "quantity" || m.kind === "percent");
  const words = numbers.reduce((text, m) => text.replace(m.raw, ""), first).trim();
  return words === "" ? "" : `${words.slice(0, MAX_CAPTION)},`;
}

/** A period that the words name; 比上年 names the base of a change. */
function period(text: string, anchor: PeriodAnchor | null): Period | null {
  const mention = findPeriods(text).find((m) => !/[比较]$/.test(text.slice(0, m.start)));
  return mention ? resolvePeriod(mention.spec, anchor) : null;
}
