/**
 * The figures of a report before and after a change in, which of them are the same figure out.
 * Pairs by what is measured, for whom, for when and in which unit, never by position in the text alone.
 */
import type { Figure } from "../../domain/index.ts";
import { scaleOf, withoutScale } from "../../text/index.ts";

export interface FigurePairs {
  /** The same figure with the same value. */
  same: [Figure, Figure][];
  /** The same figure with another number, unit or qualifier. */
  changed: [Figure, Figure][];
  /** Figures of the old text that the new one has not, and the other way round; in the order of the text. */
  gone: Figure[];
  fresh: Figure[];
}

/** A figure with what the rounds compare it by. */
interface Side {
  figure: Figure;
  /** Whose, when, result or plan, role: never bridged by any round. */
  owner: string;
  /** Unit without 万 and 亿. */
  unit: string;
  /** Value in that unit with its qualifier; the characters themselves for a range or a rating. */
  value: string;
  /** The clause with the number, its unit and all marks left out. */
  clause: string;
  metric: string;
}

interface Candidate {
  a: Side;
  b: Side;
  score: number;
}

const MIN_OVERLAP = 0.5;
/** Words that a new wording adds or drops without counting anything else. */
const LIGHT = /20\d\d年度?|全年|本年|今年|累计|总共|一共|合计|目前|已经|[共新已总约达至了均为有的]/g;
// Past this many comparisons in one group only equal words pair: a rewritten table of thousands of cells.
const MAX_COMPARISONS = 250_000;

/** Pairs the figures of two texts of one report. Each figure is in at most one pair; the far end of a range goes with its near end. */
export function pairFigures(before: readonly Figure[], after: readonly Figure[]): FigurePairs {
  const same: FigurePairs["same"] = [];
  const changed: FigurePairs["changed"] = [];
  const left = new Set(sidesOf(before));
  const right = new Set(sidesOf(after));
  const take = (a: Side, b: Side) => {
    (a.value === b.value && a.unit === b.unit ? same : changed).push([a.figure, b.figure]);
    left.delete(a);
    right.delete(b);
  };
  const byKey = (key: (side: Side) => string) => pairInOrder(left, right, key, take);
  const byWords = (key: (side: Side) => string, score: (a: Side, b: Side) => number) =>
    pairByScore(left, right, key, score, take);

  byKey((s) => `${s.owner}|${s.unit}|${s.clause}|${s.value}`);
  byKey((s) => `${s.owner}|${s.unit}|${s.metric}|${s.value}`);
  byKey((s) => `${s.owner}|${s.unit}|${s.clause}`);
  byWords((s) => `${s.owner}|${s.unit}|${s.value}`, rewordedScore);
  byWords((s) => `${s.owner}|${s.unit}`, changedScore);
  byKey((s) => `${s.owner}|${s.clause}`);
  return { same, changed, gone: [...left].map((s) => s.figure), fresh: [...right].map((s) => s.figure) };
}

/** A figure's value as one comparable string, with 万 and 亿 worked in. */
export function comparableValue({ value, unit, qualifier, raw }: Figure): string {
  return value === null ? raw : `${qualifier}${Number((value * scaleOf(unit)).toPrecision(12))}`;
}

function sidesOf(figures: readonly Figure[]): Side[] {
  const farEnds = new Set(figures.flatMap(({ id }) => (id.endsWith("e") ? [id.slice(0, -1)] : [])));
  return figures
    .filter(({ id }) => !id.endsWith("e"))
    .map((figure) => ({
      figure,
      owner: ownerOf(figure),
      unit: withoutScale(figure.unit),
      value: farEnds.has(figure.id) ? figure.raw : comparableValue(figure),
      clause: wordsOf(figure.clause.replace(/多少[^,，]*$/, "")),
      metric: wordsOf(figure.metric),
    }));
}

/** Whose figure it is, for when, and what it is to its sentence. */
export function ownerOf(figure: Figure): string {
  const { period } = figure;
  const time = period ? `${period.start}/${period.end}${period.pointInTime ? "." : ""}` : "";
  const place = [figure.regionCode, ...figure.places, figure.region, figure.partner, figure.scope].join(" ");
  return [place, time, figure.status, figure.role].join("|");
}

function wordsOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, "");
}

function pairInOrder(
  left: Set<Side>,
  right: Set<Side>,
  key: (side: Side) => string,
  take: (a: Side, b: Side) => void,
): void {
  const waiting = groupBy(right, key);
  for (const a of [...left]) {
    const b = waiting.get(key(a))?.shift();
    if (b) take(a, b);
  }
}

/** Inside each group the best-scored pairs first; a score of 0 is no pair. */
function pairByScore(
  left: Set<Side>,
  right: Set<Side>,
  key: (side: Side) => string,
  score: (a: Side, b: Side) => number,
  take: (a: Side, b: Side) => void,
): void {
  const others = groupBy(right, key);
  for (const [group, own] of groupBy(left, key)) {
    const candidates: Candidate[] = [];
    const facing = others.get(group) ?? [];
    if (own.length * facing.length > MAX_COMPARISONS) continue;
    for (const a of own) {
      for (const b of facing) {
        const found = score(a, b);
        if (found > 0) candidates.push({ a, b, score: found });
      }
    }
    // Sorting is stable: of equals, the earlier in the text.
    candidates.sort((x, y) => y.score - x.score);
    for (const { a, b } of candidates) if (left.has(a) && right.has(b)) take(a, b);
  }
}

function groupBy(sides: Iterable<Side>, key: (side: Side) => string): Map<string, Side[]> {
  const groups = new Map<string, Side[]>();
  for (const side of sides) {
    const group = groups.get(key(side));
    if (group) group.push(side);
    else groups.set(key(side), [side]);
  }
  return groups;
}

/** One value told in other words: half of the clause or of the metric must still be there. */
function rewordedScore(a: Side, b: Side): number {
  const score = Math.max(overlap(a.clause, b.clause), overlap(a.metric, b.metric));
  return score >= MIN_OVERLAP ? score : 0;
}

/**
 * Another value in other words: the new metric may only add to the old one or leave out of it, or
 * 高危漏洞 4930 → 中危漏洞 2340 would be told as a change.
 */
function changedScore(a: Side, b: Side): number {
  const [own, other] = [a.metric.replace(LIGHT, ""), b.metric.replace(LIGHT, "")];
  if (own.length < 2 || other.length < 2 || (lacks(own, other) && lacks(other, own))) return 0;
  const [metric, clause] = [overlap(own, other), overlap(a.clause, b.clause)];
  return Math.min(metric, clause) >= MIN_OVERLAP ? metric + clause : 0;
}

/** True when `text` lacks a character of `other`. */
function lacks(text: string, other: string): boolean {
  return [...other].some((character) => !text.includes(character));
}

const pairsOf = new Map<string, Set<string>>();

/** Dice coefficient of the pairs of neighbouring characters, 0 to 1. */
function overlap(a: string, b: string): number {
  if (a === b) return 1;
  const [own, other] = [neighbours(a), neighbours(b)];
  if (own.size + other.size === 0) return 0;
  let shared = 0;
  for (const pair of own) if (other.has(pair)) shared++;
  return (2 * shared) / (own.size + other.size);
}

function neighbours(text: string): Set<string> {
  let found = pairsOf.get(text);
  if (!found) {
    if (pairsOf.size > 5000) pairsOf.clear();
    found = new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
    pairsOf.set(text, found);
  }
  return found;
}
