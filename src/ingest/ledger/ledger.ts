/**
 * The figure ledger: every number of a report with what it measures, whose it is, which period it covers
 * and whether it is a result or a plan. In: a described report with its passages. Out: figures in text order.
 */
import type { Figure, Passage, Period, Report, TableCell } from "../../domain/index.ts";
import {
  findNumbers,
  type Gazetteer,
  isPlanHeading,
  isPlanTitle,
  looksBack,
  type NumberMention,
  type PeriodAnchor,
  type PeriodMention,
  splitPieces,
  splitSentences,
} from "../../text/index.ts";
import { clausesOf, joinNameLists } from "./clause.ts";
import { bare } from "./clause-parts.ts";
import { type Era, eraAfter, eraOpening } from "./eras.ts";
import { withSharedUnits } from "./parallel-lists.ts";
import {
  headingPeriod,
  headingYears,
  openingPeriod,
  periodMentions,
  periodOf,
  sentenceOpening,
} from "./periods-of.ts";
import { type FigurePlaces, ownerOf, placesFor } from "./places.ts";
import { plannedPeriod } from "./planned-period.ts";
import { isRank } from "./ranks.ts";
import { ratioParts, roleOfPart, withRatios, wordsOfPart } from "./ratios.ts";
import { roleInList, rolesOf } from "./roles.ts";
import { levelsOf, scopeOf, scopeOfPlace } from "./scope.ts";
import { statusOf } from "./status.ts";
import { tableFigures } from "./table-figures.ts";
import { withThresholds } from "./thresholds.ts";

/** Raise when a change here changes what is booked: an index of another version is rebuilt. */
export const LEDGER_VERSION = "19";

export interface LedgerInput {
  report: Report;
  folded: string;
  passages: Passage[];
  gazetteer: Gazetteer;
  /** Cells that the format marks as a table's. */
  tables?: TableCell[];
}

interface Section {
  key: string;
  period: Period | null;
  plan: boolean;
  /** What “刚刚过去的2025年” opened. */
  era: Era | null;
}

/** Whose figures a sentence told: places, and levels such as 市本级. */
interface Told extends FigurePlaces {
  levels: string;
  /** The period that the sentence itself named. */
  period: Period | null;
}

/** A short line that opens plans without being a heading. */
const OPENS_PLANS = /(?:做好|抓好|重点做|着力抓).{0,12}(?:工作|方面)|主要(?:预期)?目标/;
/** Sentences that go on with the parts of the one before. */
const GOES_ON_WITH_PARTS = /^\s*其中/;

/** Books every figure of a report. */
export function buildLedger(input: LedgerInput): Figure[] {
  const { report } = input;
  const anchor = anchorOf(report);
  const figures: Figure[] = [];
  let section: Section = { key: "\0", period: null, plan: false, era: null };
  let running: Period | null = null;
  let lastEnd = 0;
  for (const passage of input.passages) {
    const key = passage.headings.slice(0, 2).join("\n");
    // A long paragraph is cut into several passages; what it opened with goes on.
    const isNew = /\n/.test(report.text.slice(lastEnd, passage.start));
    if (isNew) running = null;
    lastEnd = passage.end;
    const text = input.folded.slice(passage.start, passage.end);
    const era = isNew ? eraAfter(section.era, passage.headings, text, anchor) : section.era;
    if (key !== section.key) section = { key, period: null, plan: false, era };
    else section.era = era;
    const opening = openingPeriod(text, anchor);
    if (text.length <= 40 && opening && /工作|主要|以下|成就/.test(text)) section.period = opening;
    if (text.length <= 60 && !looksBack(text) && OPENS_PLANS.test(text)) section.plan = true;
    running = opening ?? running;
    const booked = passageFigures(input, passage, anchor, section, running, figures.length);
    figures.push(...booked.figures);
    running = booked.running;
  }
  const tables = input.tables ?? [];
  if (tables.length === 0) return figures;
  const prose = figures.filter((f) => !standsInCell(report.text, f));
  return [...withoutCells(prose, tables), ...tableFigures(input, tables, anchor)].sort(
    (a, b) => a.start - b.start,
  );
}

function anchorOf({ anchorYear, period }: Report): PeriodAnchor | null {
  if (anchorYear === null) return null;
  if (!period) return { year: anchorYear, dataYear: anchorYear };
  return { year: anchorYear, dataYear: Number(period.end.slice(0, 4)), dataEnd: period.end };
}

/** A cell is booked once, with its headings, and not again as running text. */
function withoutCells(figures: Figure[], tables: TableCell[]): Figure[] {
  const cells = tables.toSorted((a, b) => a.start - b.start);
  let next = 0;
  return figures.filter((figure) => {
    while ((cells[next]?.end ?? Number.POSITIVE_INFINITY) <= figure.start) next++;
    return (cells[next]?.start ?? Number.POSITIVE_INFINITY) >= figure.end;
  });
}

/** A number alone between two tabs of a table's row: a serial number, or a cell that no heading explains. */
function standsInCell(text: string, figure: Figure): boolean {
  const lineStart = text.lastIndexOf("\n", figure.start - 1) + 1;
  const lineEnd = text.indexOf("\n", figure.end);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  if (!line.includes("\t")) return false;
  const before = text.slice(lineStart, figure.start);
  const field = line.slice(before.lastIndexOf("\t") + 1).split("\t")[0] ?? "";
  return /^[\s\d.,，%％()（）-]*$/.test(field);
}

function passageFigures(
  input: LedgerInput,
  passage: Passage,
  anchor: PeriodAnchor | null,
  section: Section,
  opening: Period | null,
  firstOrdinal: number,
): { figures: Figure[]; running: Period | null } {
  const { folded, report, gazetteer } = input;
  const { start } = passage;
  const text = folded.slice(start, passage.end);
  const all = findNumbers(text);
  const dataYear = anchor?.dataYear ?? null;
  const ofPlans = isPlanTitle(report.title);
  const underPlans = section.plan || passage.headings.some((h) => isPlanHeading(h, dataYear));
  const planYear =
    underPlans && !ofPlans && anchor ? plannedPeriod(passage.headings, report.period, anchor) : null;
  const headed = headingPeriod(passage.headings, anchor) ?? report.period;
  const years = headingYears(passage.headings, anchor);
  const regions = gazetteer.findRegions(text, report.region ? { known: [report.region] } : {});
  // 今年 under a heading that names the coming year is that year, also in a report of the year before.
  const planned = planYear && /^\d{4}$/.test(planYear.label) ? Number(planYear.label) : null;
  const periods = periodMentions(text).map((m) =>
    planned !== null && !m.spec.open && saysThisYear(m)
      ? { ...m, spec: { ...m.spec, year: { kind: "calendar" as const, year: planned } } }
      : m,
  );
  const figures: Figure[] = [];
  let running = opening;
  /** True until the paragraph has told its first figure. */
  let opens = false;
  /** What the sentence before told of. */
  let told: Told | undefined;
  for (const sentence of splitSentences(text)) {
    opens ||= /(?:^|\n)\s*$/.test(text.slice(0, sentence.start));
    const era = opens
      ? eraOpening(text.slice(sentence.start, sentence.end), passage.headings, anchor, section.era)
      : null;
    if (era) {
      section.era = era;
      section.period = null;
      running = null;
    }
    running = sentenceOpening(text.slice(sentence.start, sentence.end), anchor) ?? running;
    const inside = <T extends { start: number }>(x: T) => x.start >= sentence.start && x.start < sentence.end;
    const ratios = ratioParts(text, sentence.start, sentence.end);
    const mentions = withThresholds(text, withSharedUnits(text, withRatios(all.filter(inside), ratios)));
    const quantities = mentions.filter((m) => isQuantity(m) && (m.kind !== "ordinal" || isRank(text, m)));
    if (quantities.length === 0) continue;
    opens = false;
    const spoken = text.slice(sentence.start, sentence.end);
    const whole = GOES_ON_WITH_PARTS.test(spoken) ? told : undefined;
    const telling: Told[] = [];
    const pieces = joinNameLists(text, splitPieces(text, sentence.start, sentence.end), quantities);
    const pieceOf = (offset: number) =>
      pieces.find((p) => offset >= p.start && offset < p.end) ?? { start: sentence.start, end: sentence.end };
    const roles = rolesOf(text, quantities, (o) => pieceOf(o).start);
    const clauses = clausesOf(text, pieces, mentions, quantities);
    const firstId = firstOrdinal + figures.filter((f) => !f.id.endsWith("e")).length;
    quantities.forEach((mention, i) => {
      const clause = clauses[i];
      const ratio = ratios.find((r) => r.mention === mention);
      const part = ratio && clause ? wordsOfPart(ratio, clause.clause) : clause;
      const role = ratio ? roleOfPart(ratio, quantities) : roleInList(roles, i, clause?.list?.index ?? 0);
      if (!part || !role) return;
      const piece = pieceOf(mention.start);
      const pieceText = text.slice(piece.start, piece.end);
      const before = text.slice(sentence.start, mention.end);
      const inherited =
        whole?.period ?? running ?? planYear ?? section.period ?? section.era?.period ?? headed;
      const time = periodOf({
        text,
        mentions: periods.filter(inside).filter((m) => !(m.start < mention.end && m.end > mention.start)),
        mention: ratio ? { start: ratio.start, end: mention.end } : mention,
        piece,
        anchor,
        role,
        words: part.list ? `${pieceText}${part.piece}` : pieceText,
        inherited,
        years,
      });
      // What a plan tells of the time before it is over; its own year is still to come.
      // A base of comparison has no period of its own. What a plan tells of the time before it is over.
      const known = time.period ?? (role.role === "base" ? inherited : null);
      const isOver =
        known !== null &&
        (ofPlans ? known.end < (report.period?.start ?? "") : known.end <= (anchor?.dataEnd ?? ""));
      const status = statusOf({
        before,
        piece: pieceText,
        sentence: spoken,
        planSection: ofPlans || underPlans,
        isOver,
        isDated: time.stated,
      });
      const words = { text, pieces, piece, part, quantities, at: mention.start };
      const place = placesFor(words, regions, report.region, whole ?? null);
      const outside = place.codes.length === 0 ? ownerOf(words, regions, report.region, gazetteer) : null;
      const said = scopeOf(bare(pieceText), part) || (whole?.levels ?? "");
      const scope = place.codes.length > 0 ? scopeOfPlace(said, pieceText) : said;
      telling.push({
        ...place,
        levels: levelsOf(scope),
        period: time.stated ? time.period : (whole?.period ?? null),
      });
      const at = (offset: number) => start + offset;
      const booked: Figure = {
        id: `${report.id}:${firstId + i}`,
        reportId: report.id,
        passageId: passage.id,
        start: at(mention.start),
        end: at(mention.end),
        value: mention.value,
        unit: mention.unit,
        raw: report.text.slice(at(mention.start), at(mention.end)),
        qualifier: mention.qualifier,
        metric: part.metric,
        piece: part.piece,
        clause: part.clause,
        sentenceStart: at(sentence.start),
        sentenceEnd: at(sentence.end),
        headings: passage.headings,
        regionCode: outside?.code ?? report.region?.code ?? "",
        region: outside?.name ?? (place.name || (report.region?.name ?? "")),
        places: place.codes,
        scope,
        partner: place.partner,
        period: time.period,
        periodStated: time.stated,
        status,
        role: role.role,
        direction: mention.value < 0 ? "down" : role.direction,
        ...(role.pairedWith === undefined ? {} : { pairedWith: `${report.id}:${firstId + role.pairedWith}` }),
        ...(passage.page === undefined ? {} : { page: passage.page }),
      };
      figures.push(booked);
      // 4.5%—5%: the far end is a row of its own with the same characters.
      if (mention.rangeEnd !== undefined)
        figures.push({ ...booked, id: `${booked.id}e`, value: mention.rangeEnd });
    });
    told = telling[0];
  }
  return { figures, running };
}

/** 今年, 全年. */
function saysThisYear({ spec: { year, months, span } }: PeriodMention): boolean {
  if (year.kind === "offset") return year.offset === 0;
  return year.kind === "unsaid" && !span && months?.[0] === 1 && months[1] === 12;
}

function isQuantity(mention: NumberMention): boolean {
  return mention.kind !== "date" && mention.kind !== "identifier" && mention.kind !== "list-number";
}
