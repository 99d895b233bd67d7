/**
 * Figure look-up: for each slot the best figure inside the guard, or why there is none.
 */
import type { Figure, Region } from "../domain/index.ts";
import { candidateReports, guardReports, ReportsByRegion } from "../retrieve/index.ts";
import type { ReportSummary } from "../store/index.ts";
import { resolvePeriod } from "../text/index.ts";
import type { Engine } from "./engine.ts";
import {
  anchorOf,
  type Candidate,
  diceOf,
  type GuardedReport,
  type PreparedSlot,
  prepareSlot,
  rank,
} from "./select/index.ts";
import { bareUnit, type Slot } from "./understand/index.ts";
import { baseValue } from "./verify/index.ts";

export type SlotResult =
  | { kind: "found"; slot: Slot; best: Candidate; candidates: Candidate[] }
  | { kind: "missing"; slot: Slot; candidates: Candidate[] }
  /** The figure exists, but for another period or region. */
  | { kind: "elsewhere"; slot: Slot; nearest: Candidate; candidates: Candidate[] };

/** A slot with the figure that answers it. */
export type Found = Extract<SlotResult, { kind: "found" }>;

/** True for a slot that was found. */
export function isFound(result: SlotResult): result is Found {
  return result.kind === "found";
}

/** Reports inside the guard for a region; `above` when only a report of a higher region could know. */
export interface Guarded {
  region: Region | null;
  reports: GuardedReport[];
  /** Reports of a containing region, to look for the nearest when the place itself has no figure. */
  above: ReportSummary[];
  below: ReportSummary[];
  /** The other side of a figure that belongs to a pair of regions; only such figures answer then. */
  partner?: Region;
}

/** What the guard allows for a region; for no region, the reports that match the words best. */
export function guardFor(engine: Engine, region: Region | null, reports: ReportSummary[]): Guarded {
  if (!region) {
    return {
      region: null,
      reports: reports.map((report) => ({ report, place: null })),
      above: [],
      below: [],
    };
  }
  const names = [region.name, ...engine.gazetteer.shortNames(region)];
  const { catalogue } = engine;
  const byRegion = reports === catalogue.reports() ? catalogue.byRegion() : new ReportsByRegion(reports);
  const { own, above, below } = guardReports(byRegion, region, (report) => {
    // 南昌 in the title of 南昌市's report does not name 南昌县.
    const whose = report.region ? [report.region.name, ...engine.gazetteer.shortNames(report.region)] : [];
    const title = `${report.title} ${report.file}`;
    return names.some((name) => !whose.some((w) => w.includes(name)) && title.includes(name));
  });
  return {
    region,
    reports: [
      ...own.map((report) => ({ report, place: null })),
      ...above.map((report) => ({ report, place: region })),
      ...below.map((report) => ({ report, place: null, onlyWhole: region })),
    ],
    above,
    below,
  };
}

/** Reports that a question without region may mean, best first. */
export function reportsByWords(engine: Engine, prepared: PreparedSlot, limit: number): ReportSummary[] {
  const reports = engine.catalogue.reports();
  if (reports.length <= limit) return reports;
  const ids = candidateReports(
    engine.store,
    `${prepared.slot.own} ${prepared.slot.context}`,
    prepared.questionVector,
    limit,
  );
  return ids.flatMap((id) => {
    const report = engine.catalogue.byId(id);
    return report && report.twin === null ? [report] : [];
  });
}

/** True when the figure is one with the partner region. */
function namesPartner(engine: Engine, candidate: Candidate, partner: Region | undefined): boolean {
  if (!partner) return true;
  const { figure } = candidate.profile;
  const names = [partner.name, ...engine.gazetteer.shortNames(partner)];
  if (names.some((name) => figure.partner.includes(name) || figure.piece.includes(name))) return true;
  // 川渝通办 names both by one character each.
  const characters = [...figure.piece];
  return characters.some(
    (c, i) =>
      engine.gazetteer.regionOfAbbreviation(c)?.code === partner.code &&
      [characters[i - 1], characters[i + 1]].some(
        (n) =>
          n !== undefined && engine.gazetteer.regionOfAbbreviation(n)?.code === candidate.report.region?.code,
      ),
  );
}

/** Of the candidates nearly as good as the best, the one nearest in time to what was asked. */
function closest(slot: Slot, candidates: Candidate[]): Candidate | undefined {
  const [best] = candidates;
  if (!best) return undefined;
  const rivals = candidates.filter((c) => c.score > best.score - 1.5);
  const distance = (c: Candidate) => {
    const { period } = c.profile.figure;
    const years = slot.periods.flatMap(
      (m) => resolvePeriod(m.spec, anchorOf(c.report))?.end.slice(0, 4) ?? [],
    );
    return period ? Math.min(...years.map((y) => Math.abs(Number(y) - Number(period.end.slice(0, 4))))) : 99;
  };
  return rivals.reduce((a, b) => (distance(b) < distance(a) ? b : a), best);
}

/** Prepares a slot with vectors where the index has them. */
export function prepare(engine: Engine, slot: Slot): Promise<PreparedSlot> {
  const embed = engine.store.vectorsUsable ? (text: string) => engine.embedder.embedQuery(text) : undefined;
  return prepareSlot(slot, engine.store.documentFrequency(), embed);
}

/** When neither was asked for, a result of the same measure goes before a plan. */
function resultBeforePlan(
  engine: Engine,
  prepared: PreparedSlot,
  best: Candidate,
  candidates: Candidate[],
): Candidate {
  if (best.profile.figure.status === "actual") return best;
  const result = candidates.find(
    (c) =>
      c.profile.figure.status === "actual" &&
      c.score > best.score - 4 &&
      diceOf(c.profile.piece, best.profile.piece) >= 0.4 &&
      engine.accepts(c, prepared),
  );
  return result ?? best;
}

/** Figures of one report that may tell one measure: both values or both changes, both done or both planned, in one unit. */
function ofOneKind(a: Figure, b: Figure): boolean {
  return (
    a.reportId === b.reportId &&
    a.role === b.role &&
    a.status === b.status &&
    bareUnit(a.unit) === bareUnit(b.unit)
  );
}

/** Scores this close tell the same measure twice. */
const SAME_MEASURE = 1;

/** 突破3万亿元大关 is told beside 32765亿元: of two tellings of one measure the exact one answers. */
function exactRather(best: Candidate, candidates: Candidate[]): Candidate {
  const { figure } = best.profile;
  if (!/突破|超|逾|近|约|大关|跨/.test(`${figure.qualifier}${figure.piece}`)) return best;
  const rounded = baseValue(figure);
  const exact = candidates.find((c) => {
    const other = c.profile.figure;
    return (
      c.score > best.score - SAME_MEASURE &&
      other.qualifier === "" &&
      ofOneKind(other, figure) &&
      Math.abs(baseValue(other) - rounded) <= 0.1 * rounded &&
      String(other.value).length > String(figure.value).length
    );
  });
  return exact ?? best;
}

/** Scores this close do not tell a part from its whole. */
const PART_OR_WHOLE = 0.5;
/** Share of the question's words that one figure's own piece must hold more than another's. */
const INHERITED_WORDS = 0.2;

/**
 * 年末全县常住人口, not 城镇常住人口 that is told as a part of it, where the question names no part; and the figure whose own
 * words were asked for before one that only inherits them.
 */
function wholeRather(best: Candidate, candidates: Candidate[]): Candidate {
  const { figure } = best.profile;
  const whole = candidates.find((c) => {
    const other = c.profile.figure;
    return (
      c.score > best.score - PART_OR_WHOLE &&
      // 城镇化率由52%提高到58% tells a change as much as 提高8.3% does.
      ofOneKind(other.pairedWith !== undefined ? { ...other, role: figure.role } : other, figure) &&
      other.sentenceStart === figure.sentenceStart &&
      other.start < figure.start &&
      c.features.coverClause >= best.features.coverClause &&
      c.features.head >= best.features.head &&
      (figure.clause.startsWith(other.piece) ||
        c.features.coverPiece >= best.features.coverPiece + INHERITED_WORDS)
    );
  });
  return whole ?? best;
}

/** A figure of another region is offered only when it is plainly the measure asked for. */
const OTHER_REGION = 3;

/** Reports around a region that are ranked for the nearest figure; a province may have a thousand inside. */
const MOST_AROUND = 60;

/** Of many reports those that match the words best. */
function fewAround(engine: Engine, prepared: PreparedSlot, reports: ReportSummary[]): ReportSummary[] {
  if (reports.length <= MOST_AROUND) return reports;
  const { slot, questionVector } = prepared;
  const among = new Map(reports.map((report) => [report.id, report]));
  const words = `${slot.own} ${slot.context}`;
  return candidateReports(engine.store, words, questionVector, MOST_AROUND, [...among.keys()]).flatMap(
    (id) => among.get(id) ?? [],
  );
}

/** Fit below which a figure is one of another period. */
const OTHER_PERIOD = -0.35;

/** True unless the slot asks for a period and the figure is one of another. */
export function mayBeOfPeriod(slot: Slot, { features }: Candidate): boolean {
  return slot.periods.length === 0 || features.period > OTHER_PERIOD;
}

/** Share of the question's words by which a figure may fall behind the first and still be the same measure. */
const FALLS_BEHIND = 0.5;

/** Where the first tells the measure only as growth (投资增长16.5%), the sum beside it is another measure's. */
function namesAsMuch({ features }: Candidate, top: Candidate): boolean {
  return features.coverClause >= top.features.coverClause - FALLS_BEHIND;
}

/** A street's or a county's figure is no answer for the city that was asked for, unless the question names it. */
function speaksOfWhole({ profile, features }: Candidate, region: Region | null, slot: Slot): boolean {
  const { places, region: place } = profile.figure;
  if (!region || places.length === 0 || features.place > 0 || /各|哪|分别/.test(slot.asked)) return true;
  return places.some((code) => region.code.startsWith(code)) || slot.asked.includes(place);
}

/** The best figure for a slot, or why there is none. */
export function lookUp(
  engine: Engine,
  prepared: PreparedSlot,
  guarded: Guarded,
  lastEvidence: { reportId: string; sentenceStart: number; passageId: string }[],
): SlotResult {
  const { slot } = prepared;
  const selector = { store: engine.store, profiles: engine.profiles, weights: engine.weights, lastEvidence };
  const ranked = rank(selector, prepared, guarded.reports);
  const candidates = guarded.partner
    ? ranked.filter((c) => namesPartner(engine, c, guarded.partner))
    : ranked;
  const inPeriod = candidates.filter((c) => mayBeOfPeriod(slot, c));
  const [top] = inPeriod;
  // The first is refused when it measures something else by name; one nearly as good may still be right.
  const first = inPeriod
    .slice(0, 4)
    .find(
      (c) =>
        top &&
        c.score > top.score - 2.5 &&
        namesAsMuch(c, top) &&
        speaksOfWhole(c, guarded.region, slot) &&
        engine.accepts(c, prepared),
    );
  const result = first && slot.status === null ? resultBeforePlan(engine, prepared, first, inPeriod) : first;
  const accepted = inPeriod.filter(
    (c) => result && c.score > result.score - SAME_MEASURE && engine.accepts(c, prepared),
  );
  const best = result && wholeRather(exactRather(result, accepted), accepted);
  if (best) return { kind: "found", slot, best, candidates: inPeriod };
  const otherPeriod = candidates.filter((c) => !mayBeOfPeriod(slot, c));
  const otherRegion = guarded.region
    ? rank(
        selector,
        prepared,
        fewAround(engine, prepared, [...guarded.above, ...guarded.below]).map((report) => ({
          report,
          place: null,
        })),
      )
    : [];
  const nearest = [otherPeriod, otherRegion]
    .map((list) =>
      list.map((c) => ({ ...c, score: c.score - engine.weights.period * Math.min(0, c.features.period) })),
    )
    .map((list) =>
      closest(
        slot,
        list.sort((a, b) => b.score - a.score),
      ),
    )
    .find(
      (c, i) =>
        c !== undefined && engine.accepts(i === 0 ? c : { ...c, score: c.score - OTHER_REGION }, prepared),
    );
  return nearest ? { kind: "elsewhere", slot, nearest, candidates } : { kind: "missing", slot, candidates };
}
