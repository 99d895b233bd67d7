/**
 * Figures of tables: each numeric cell with its row and column heading as what it measures, the unit from the
 * cell, its column heading or the caption (单位：万元).
 */
import type { ExtractedText, Figure, Passage, Period } from "../../domain/index.ts";
import { findNumbers, findPeriods, fold, type PeriodAnchor, resolvePeriod } from "../../text/index.ts";
import type { LedgerInput } from "./ledger.ts";
import { placesOf, scopeOf } from "./scope.ts";
import { isPlanText } from "./status.ts";

const UNIT_IN_HEADING = /[((]\s*(?:单位[::])?\s*([^()]{1,8}?)\s*[))]\s*$/;
const UNIT_IN_CAPTION = /单位[::]\s*([^\s,，。;；)）]{1,8})/;

/** Books the cells of a report's tables; a cell without a number is passed over. */
export function tableFigures(
  input: LedgerInput,
  tables: NonNullable<ExtractedText["tables"]>,
  anchor: PeriodAnchor | null,
): Figure[] {
  const { report, passages, gazetteer } = input;
  return tables.flatMap((cell, i): Figure[] => {
    const raw = report.text.slice(cell.start, cell.end).trim();
    const start = cell.start + report.text.slice(cell.start, cell.end).indexOf(raw);
    const mention = findNumbers(fold(raw).text).find(
      (m) => m.kind !== "list-number" && m.kind !== "identifier",
    );
    const value = mention && mention.kind !== "date" ? mention.value : bareNumber(raw);
    if (value === null) return [];
    const column = fold(cell.columnHeading).text.trim();
    const row = fold(cell.rowHeading).text.replace(/\s+/g, "");
    const caption = fold(cell.caption).text;
    const headingUnit = UNIT_IN_HEADING.exec(column)?.[1] ?? "";
    const unit = mention?.unit || headingUnit || (UNIT_IN_CAPTION.exec(caption)?.[1] ?? "");
    const measure = column.replace(UNIT_IN_HEADING, "").replace(/\s+/g, "");
    const passage = passageAt(passages, start);
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
        qualifier: mention?.qualifier ?? "",
        metric: words.slice(0, 60),
        piece: words,
        clause: `${caption.slice(0, 30)},${words}多少${unit.replace(/^[万亿千百]+/, "")}`,
        sentenceStart: line.start,
        sentenceEnd: line.end,
        headings: passage?.headings ?? [],
        regionCode: report.region?.code ?? "",
        region: places.length === 1 ? (places[0]?.name ?? "") : (report.region?.name ?? ""),
        places: places.map((p) => p.code),
        scope: scopeOf(words),
        partner: "",
        period: named ?? report.period,
        periodStated: named !== null,
        status: isPlanText(`${words}${caption}`) ? "plan" : "actual",
        role: /^(?:同比|比上年|增速|增长|增幅|较上年)/.test(measure) ? "change" : "value",
        direction: "",
        cell: { row: cell.rowHeading.trim(), column: cell.columnHeading.replace(UNIT_IN_HEADING, "").trim() },
        ...(passage?.page === undefined ? {} : { page: passage.page }),
      },
    ];
  });
}

/** 2015 alone in a cell reads as a year; in a table it is a count. */
function bareNumber(raw: string): number | null {
  return /^\d+(?:\.\d+)?$/.test(raw) ? Number(raw) : null;
}

function passageAt(passages: Passage[], offset: number): Passage | undefined {
  return passages.find((p) => offset >= p.start && offset < p.end);
}

function lineAt(text: string, offset: number): { start: number; end: number } {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  return { start, end: end < 0 ? text.length : end };
}

function period(text: string, anchor: PeriodAnchor | null): Period | null {
  const mention = findPeriods(text)[0];
  return mention ? resolvePeriod(mention.spec, anchor) : null;
}
