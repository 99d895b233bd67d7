/**
 * Reports with their signatures in, those that repeat another out: copies, which are shown once with both sources,
 * and older versions, which give way to the newer one. Reports of other regions, periods or organisations that share
 * their wording are neither.
 */
import { createHash } from "node:crypto";
import type { Figure } from "../../domain/index.ts";
import { likelyPairs } from "./likely-pairs.ts";
import { isNewer } from "./newer-version.ts";
import { similarity } from "./text-signature.ts";

/** What is known of a report when twins are looked for. */
export interface TwinCandidate {
  id: string;
  /** Path inside the corpus. */
  file: string;
  title: string;
  /** "" when unknown. */
  organisation: string;
  /** Region code and period label; null when unknown. */
  region: string | null;
  period: string | null;
  /** YYYY-MM-DD. */
  publishedOn: string | null;
  /** Values that its file shows but does not hold. */
  unread: number;
  /** From `signature`. */
  signature: readonly number[];
  /** From `digestFigures`. */
  figuresDigest: string;
}

export interface Twin {
  /** The report that repeats the other. */
  id: string;
  /** The report to show; never itself a twin. */
  of: string;
  kind: "copy" | "older-version";
  /** 0 to 1. */
  similarity: number;
}

/** Two texts with the same figures are copies from here on, whatever the wrapping of a page adds. */
const COPY = 0.9;
/** A copy under another title, where two offices may have filled in one form, is nearly the same text. */
const RETITLED_COPY = 0.97;
/** Two texts of one title, region and period with other figures are versions from here on. */
const VERSION = 0.7;
/** A text that only lacks values of the other is a copy from here on: a table is hardly more than its values. */
const LACKING = 0.3;
/** A title of fewer characters (年度工作总结) is that of many reports. */
const TELLING_TITLE = 10;
/** Words by which one title goes beyond another and names another office, place or number. */
const ANOTHER = /[局委办厅院处署所站省市县区镇乡村校\d]|街道|中心|公司/;

interface Match {
  kind: Twin["kind"];
  similarity: number;
  /** The one of a pair that lacks values of the other and has none of its own: no version, whatever its name says. */
  lacking?: string;
}

interface Edge extends Match {
  other: number;
}

/** A digest of what a report counts, the same for a copy in traditional characters or another format. */
export function digestFigures(figures: readonly Pick<Figure, "value" | "unit" | "raw">[]): string {
  const lines = figures.map(({ value, unit, raw }) => (value === null ? raw : `${value} ${unit}`)).sort();
  return createHash("sha256").update(lines.join("\n")).digest("hex").slice(0, 16);
}

/** The figures of a report, by its id. */
export type FiguresOf = (id: string) => readonly Pick<Figure, "piece" | "value" | "unit" | "raw">[];

/**
 * Every report that is a copy or an older version of another; 20,000 reports take about a second. `figuresOf` is
 * asked for likely pairs of which one lacks values.
 */
export function findTwins(reports: readonly TwinCandidate[], figuresOf: FiguresOf): Twin[] {
  const edges = new Map<number, Edge[]>();
  for (const [a, b] of likelyPairs(reports)) {
    const [one, two] = [reports[a], reports[b]];
    const match = one && two ? matchOf(one, two, figuresOf) : null;
    if (!match) continue;
    edges.set(a, [...(edges.get(a) ?? []), { other: b, ...match }]);
    edges.set(b, [...(edges.get(b) ?? []), { other: a, ...match }]);
  }
  const twins: Twin[] = [];
  const settled = new Set<number>();
  for (const start of edges.keys()) {
    const group = groupOf(start, edges, settled);
    while (group.size > 0) {
      const kept = newestOf(group, reports, edges);
      group.delete(kept);
      for (const { other, kind, similarity: alike } of edges.get(kept) ?? []) {
        if (!group.delete(other)) continue;
        twins.push({ id: reports[other]?.id ?? "", of: reports[kept]?.id ?? "", kind, similarity: alike });
      }
    }
  }
  return twins;
}

function matchOf(a: TwinCandidate, b: TwinCandidate, figuresOf: FiguresOf): Match | null {
  if (differ(a.region, b.region) || differ(a.period, b.period) || differ(a.organisation, b.organisation))
    return null;
  const alike = similarity(a.signature, b.signature);
  const related = oneExtends(a.title, b.title);
  if (a.figuresDigest === b.figuresDigest) {
    return alike >= (related ? COPY : RETITLED_COPY) ? { kind: "copy", similarity: alike } : null;
  }
  const dated = a.region !== null && a.region === b.region && a.period !== null && a.period === b.period;
  const titled = titleKey(a.title).length >= TELLING_TITLE && titleKey(a.title) === titleKey(b.title);
  if (!titled && !(dated && related)) return null;
  const lacking = alike >= LACKING ? lackingOf(a, b, figuresOf) : null;
  if (lacking !== null) return { kind: "copy", similarity: alike, lacking };
  return alike >= VERSION ? { kind: "older-version", similarity: alike } : null;
}

/** The id of the report that only lacks values of the other; null for two that each tell something of their own. */
function lackingOf(a: TwinCandidate, b: TwinCandidate, figuresOf: FiguresOf): string | null {
  if (a.unread === b.unread) return null;
  const [less, whole] = a.unread > b.unread ? [a, b] : [b, a];
  const keyOf = ({ piece, value, unit, raw }: ReturnType<FiguresOf>[number]) =>
    `${piece} ${value ?? raw} ${unit}`;
  const told = new Set(figuresOf(whole.id).map(keyOf));
  return figuresOf(less.id).every((figure) => told.has(keyOf(figure))) ? less.id : null;
}

/** True for two values that are both known and not the same. */
function differ(a: string | null, b: string | null): boolean {
  return Boolean(a) && Boolean(b) && a !== b;
}

/** A title without what tells versions apart: brackets, version marks, white space and punctuation. */
function titleKey(title: string): string {
  return title
    .toLowerCase()
    .replace(/[（(【[][^）)】\]]{0,12}[）)】\]]/g, "")
    .replace(
      /修订版?|修改稿|修正版?|更新版?|更正版?|终稿|定稿|最终版?|正式版?|草案|初稿|送审稿|征求意见稿|副本|v\d+/g,
      "",
    )
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** True for titles of which one only adds words at one place, and no other office: where both differ there may be two. */
function oneExtends(a: string, b: string): boolean {
  const [short = "", long = ""] = [titleKey(a), titleKey(b)].sort((x, y) => x.length - y.length);
  if (short === "") return false;
  let head = 0;
  while (head < short.length && short[head] === long[head]) head += 1;
  const added = long.slice(head, long.length - (short.length - head));
  return long.endsWith(short.slice(head)) && !ANOTHER.test(added);
}

function groupOf(start: number, edges: Map<number, Edge[]>, settled: Set<number>): Set<number> {
  const group = new Set<number>();
  const open = settled.has(start) ? [] : [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (settled.has(at)) continue;
    settled.add(at);
    group.add(at);
    for (const { other } of edges.get(at) ?? []) if (!settled.has(other)) open.push(other);
  }
  return group;
}

function newestOf(group: Set<number>, reports: readonly TwinCandidate[], edges: Map<number, Edge[]>): number {
  const lacks = (at: number) =>
    (edges.get(at) ?? []).some((edge) => edge.lacking === reports[at]?.id && group.has(edge.other));
  let newest = -1;
  for (const at of group) {
    if (lacks(at)) continue;
    const [one, best] = [reports[at], reports[newest]];
    if (!best || (one && isNewer(one, best))) newest = at;
  }
  return newest;
}
