/**
 * Figure look-up: for each slot the best figure inside the guard, or why there is none.
 */
import type { Region } from "../domain/index.ts";
import { candidateReports, guardReports, ReportsByRegion } from "../retrieve/index.ts";
import type { ReportSummary } from "../store/index.ts";
import { resolvePeriod } from "../text/index.ts";
import { betterTold } from "./better-told.ts";
import type { Engine } from "./engine.ts";
import {
  anchorOf,
  type Candidate,
  type GuardedReport,
  type PreparedSlot,
  prepareSlot,
  rank,
} from "./select/index.ts";
import type { Slot } from "./understand/index.ts";

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
  const names = engine.gazetteer.nameForms(region);
  const { catalogue } = engine;
  const byRegion = reports === catalogue.reports() ? catalogue.byRegion() : new ReportsByRegion(reports);
  const { own, above, below } = guardReports(byRegion, region, (report) => {
    // 南昌 in the title of 南昌市's report does not name 南昌县.
    const whose = report.region ? engine.gazetteer.nameForms(report.region) : [];
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
  const names = engine.gazetteer.nameForms(partner);
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
  const accepts = (c: Candidate) => engine.accepts(c, prepared);
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
        accepts(c),
    );
  const best = first && betterTold(first, inPeriod, { statusAsked: slot.status !== null, accepts });
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
