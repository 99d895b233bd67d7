/**
 * Reports with signatures in, the pairs worth comparing out: those of one region and period, one title or the same
 * figures. In crowded groups only pairs that share a band of their signatures (locality-sensitive hashing).
 */
import type { TwinCandidate } from "./find-twins.ts";

/** Hashes of a band; with 16 bands of 4 a pair that is 0.7 alike is met with a chance of 0.99, 0.9 alike surely. */
const BAND_HASHES = 4;
/** In a group of this many every pair is compared. */
const SMALL_GROUP = 24;
/** In a bucket, reports from one template, each is compared to so many that follow it in the order of their titles. */
const MOST_NEIGHBOURS = 6;

/** Pairs of positions, the smaller first, each once. */
export function* likelyPairs(reports: readonly TwinCandidate[]): Generator<[number, number]> {
  const seen = new Set<number>();
  for (const group of groupsOf(reports)) {
    const isSmall = group.length <= SMALL_GROUP;
    for (const bucket of isSmall ? [group] : bucketsOf(byTitle(group, reports), reports)) {
      for (const [i, one] of bucket.entries()) {
        for (const other of bucket.slice(i + 1, isSmall ? undefined : i + 1 + MOST_NEIGHBOURS)) {
          const [a, b] = one < other ? [one, other] : [other, one];
          const key = a * reports.length + b;
          if (seen.has(key)) continue;
          seen.add(key);
          yield [a, b];
        }
      }
    }
  }
}

/** Positions in rising order of the reports that agree in what twins must agree in. */
function groupsOf(reports: readonly TwinCandidate[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [at, report] of reports.entries()) {
    const { region, period, title, figuresDigest } = report;
    const keys = [`f ${figuresDigest}`, `t ${title.replace(/\s+/g, "")}`];
    if (region !== null && period !== null) keys.push(`r ${region} ${period}`);
    for (const key of keys) {
      const group = groups.get(key);
      if (group) group.push(at);
      else groups.set(key, [at]);
    }
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function byTitle(group: number[], reports: readonly TwinCandidate[]): number[] {
  const titles = new Map(group.map((at) => [at, reports[at]?.title ?? ""]));
  return group.sort((a, b) => {
    const [one = "", two = ""] = [titles.get(a), titles.get(b)];
    return one < two ? -1 : one > two ? 1 : a - b;
  });
}

function bucketsOf(group: number[], reports: readonly TwinCandidate[]): number[][] {
  const buckets = new Map<string, number[]>();
  for (const at of group) {
    const hashes = reports[at]?.signature ?? [];
    for (let from = 0; from + BAND_HASHES <= hashes.length; from += BAND_HASHES) {
      const key = `${from} ${hashes.slice(from, from + BAND_HASHES).join(" ")}`;
      const bucket = buckets.get(key);
      if (bucket) bucket.push(at);
      else buckets.set(key, [at]);
    }
  }
  return [...buckets.values()].filter((bucket) => bucket.length > 1);
}
