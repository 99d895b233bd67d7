/**
 * Ranks the figures inside the guard for one slot. Out: candidates best first, each with its features,
 * so that a maintainer can see why one was taken.
 */
import type { Region } from "../../domain/index.ts";
import type { ReportSummary, Store } from "../../store/index.ts";
import type { PeriodAnchor } from "../../text/index.ts";
import { asksFromEnd, type Features, featuresOf, type PreparedSlot, type RankContext } from "./features.ts";
import type { FigureProfile, FigureProfiles } from "./profile.ts";
import { scoreOf, type Weights } from "./weights.ts";

export interface Candidate {
  profile: FigureProfile;
  report: ReportSummary;
  features: Features;
  score: number;
}

/** A report inside the guard, and the place in it that was asked for (null: the report's own region). */
export interface GuardedReport {
  report: ReportSummary;
  place: Region | null;
  /** The report is of a lower region: only figures of the asked whole may answer. */
  onlyWhole?: Region;
}

export interface Selector {
  store: Store;
  profiles: FigureProfiles;
  weights: Weights;
  lastEvidence: RankContext["lastEvidence"];
}

/** What 今年 and 去年 mean in a report. */
export function anchorOf(report: ReportSummary): PeriodAnchor | null {
  const { anchorYear: year, period } = report;
  if (year === null) return null;
  return period
    ? { year, dataYear: Number(period.end.slice(0, 4)), dataEnd: period.end }
    : { year, dataYear: year };
}

/** Candidates for a slot in the guarded reports, best first. */
export function rank(selector: Selector, prepared: PreparedSlot, guarded: GuardedReport[]): Candidate[] {
  const candidates: Candidate[] = [];
  const frequencies = selector.store.documentFrequency();
  const asksPeriod = prepared.slot.periods.length > 0;
  const fromEnds = asksFromEnd(`${prepared.slot.context} ${prepared.slot.asked}`);
  for (const { report, place, onlyWhole } of guarded) {
    if (onlyWhole && !maySpeakOf(report, onlyWhole)) continue;
    const profiles = selector.profiles
      .of(report.id)
      .filter((p) => fitsPlace(p, report, place, onlyWhole) && (fromEnds || asksPeriod || !isFromEnd(p)))
      .filter((p) => onlyWhole || isOwn(p, report, prepared.slot.asked));
    const vectors = selector.store.figureVectors(profiles.map((p) => p.figure.id));
    const context: RankContext = {
      frequencies,
      anchor: anchorOf(report),
      placeCode: place?.code ?? null,
      lastEvidence: selector.lastEvidence,
    };
    for (const profile of profiles) {
      const features = featuresOf(prepared, profile, vectors.get(profile.figure.id), context);
      // 2020年GDP: the value that a change started from answers for its own year only.
      if (
        !fromEnds &&
        isFromEnd(profile) &&
        ((profile.figure.role === "base" && !namesItsYear(profile)) || features.period < 0.8)
      )
        continue;
      candidates.push({ profile, report, features, score: scoreOf(features, selector.weights) });
    }
  }
  if (prepared.slot.periods.length === 0) preferNewest(candidates);
  candidates.sort((a, b) => b.score - a.score);
  return /各|分别/.test(prepared.slot.asked) ? firstTold(candidates) : candidates;
}

const MUCH_BETTER = 0.5;

/** 城乡低保标准分别增长9%、13%: who asks for each is told them in the report's order, where none fits much better. */
function firstTold(candidates: Candidate[]): Candidate[] {
  const [best] = candidates;
  if (!best) return candidates;
  const { sentenceStart, unit, role } = best.profile.figure;
  const [first = best] = candidates
    .filter(({ profile: { figure }, report, score }) => {
      const same = figure.sentenceStart === sentenceStart && figure.unit === unit && figure.role === role;
      return same && report === best.report && score > best.score - MUCH_BETTER;
    })
    .sort((a, b) => a.profile.figure.start - b.profile.figure.start);
  return [first, ...candidates.filter((c) => c !== first)];
}

const PER_YEAR = 0.5;
const MOST_YEARS = 4;

/** Without a year asked the newest report speaks: an older one of the same region falls back by its age. */
function preferNewest(candidates: Candidate[]): void {
  const newest = new Map<string, number>();
  const yearOf = (c: Candidate) => Number(c.report.period?.end.slice(0, 4) ?? 0);
  for (const c of candidates) {
    const key = c.report.region?.code ?? "";
    newest.set(key, Math.max(newest.get(key) ?? 0, yearOf(c)));
  }
  for (const c of candidates) {
    const year = yearOf(c);
    const age = year === 0 ? 1 : (newest.get(c.report.region?.code ?? "") ?? year) - year;
    c.score -= PER_YEAR * Math.min(MOST_YEARS, age);
  }
}

/** 由60项减少至9项, 突破6万家，达60870家: the first number is where it came from, never the answer by itself. */
function isFromEnd({ figure }: FigureProfile): boolean {
  return figure.role === "from" || figure.role === "base";
}

const WHOLE_OF = { province: "全省", city: "全市", county: "全县", township: "全镇", zone: "全区" } as const;

/** False when no figure of a report of a lower region can be one of the whole: most of them need not be ranked. */
function maySpeakOf({ wholes }: ReportSummary, whole: Region): boolean {
  return !wholes || wholes.includes(WHOLE_OF[whole.level]) || wholes.includes(whole.name);
}

/** A place inside the report's region must be named by the figure; a whole above it too. */
function fitsPlace(
  profile: FigureProfile,
  report: ReportSummary,
  place: Region | null,
  onlyWhole: Region | undefined,
): boolean {
  const { figure } = profile;
  if (onlyWhole) {
    if (figure.regionCode === onlyWhole.code) return true;
    const scope = WHOLE_OF[onlyWhole.level];
    // 全市 in the report of a city within the city means its own.
    if (report.region?.name.endsWith("市") && scope === "全市")
      return figure.piece.startsWith(onlyWhole.name);
    // 河北省新增…: the whole must be the subject; 进驻广东政务服务网 only names it.
    const opens = figure.piece.startsWith(onlyWhole.name) || figure.piece.startsWith(`${scope}`);
    return opens || figure.scope.split(" ").includes(scope);
  }
  if (!place) return true;
  return figure.places.some((code) => code.startsWith(place.code));
}

/** A figure of a region outside the report's (全省办件…) is no answer for it, unless the question names that whole. */
function isOwn({ figure }: FigureProfile, { region }: ReportSummary, asked: string): boolean {
  if (!region || figure.regionCode === region.code) return true;
  return asked.includes(figure.region) || figure.scope.split(" ").some((s) => s !== "" && asked.includes(s));
}

/** 较“十三五”末的9323.1亿元: a base of comparison that is told with its own year. */
function namesItsYear({ figure }: FigureProfile): boolean {
  return figure.periodStated && /^(?:较|比)/.test(figure.piece);
}
