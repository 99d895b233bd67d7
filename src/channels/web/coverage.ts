/**
 * Report cards in, what they cover out: by region in the order of division codes, each with its years.
 */
import type { Region, ReportCard } from "../../domain/index.ts";
import { fold } from "../../text/index.ts";

export interface CoveredRegion {
  /** null for reports whose region was not recognised. */
  region: Region | null;
  /** Newest first. */
  years: number[];
  figures: number;
  reports: ReportCard[];
}

export interface Coverage {
  reports: number;
  figures: number;
  /** All years of all reports, newest first. */
  years: number[];
  regions: CoveredRegion[];
}

/** Groups the cards; within a region the newest report comes first. */
export function coverageOf(cards: readonly ReportCard[]): Coverage {
  const groups = new Map<string, ReportCard[]>();
  for (const card of cards) {
    const code = card.region?.code ?? "~";
    groups.set(code, [...(groups.get(code) ?? []), card]);
  }
  const regions = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, reports]) => ({
      region: reports[0]?.region ?? null,
      years: newestFirst(reports.flatMap(yearsOf)),
      figures: total(reports),
      reports: reports.toSorted((a, b) => (b.period?.end ?? "").localeCompare(a.period?.end ?? "")),
    }));
  return {
    reports: cards.length,
    figures: total(cards),
    years: newestFirst(cards.flatMap(yearsOf)),
    regions,
  };
}

/** The years that a report's period touches. */
export function yearsOf({ period }: Pick<ReportCard, "period">): number[] {
  if (!period) return [];
  const [first, last] = [Number(period.start.slice(0, 4)), Number(period.end.slice(0, 4))];
  return Array.from({ length: Math.min(20, Math.max(1, last - first + 1)) }, (_, i) => first + i);
}

/** Cards whose title, file, organisation, region or year hold every word searched for; traditional characters count as simplified ones. */
export function searchReports(cards: readonly ReportCard[], words: string): ReportCard[] {
  const wanted = fold(words.toLowerCase())
    .split(/\s+/)
    .filter((word) => word !== "");
  return cards.filter((card) => {
    const years = yearsOf(card).map((year) => `${year}年`);
    const all = [card.title, card.file, card.organisation, card.region?.name ?? "", ...years];
    const text = fold(all.join(" ").toLowerCase());
    return wanted.every((word) => text.includes(word));
  });
}

function total(cards: readonly ReportCard[]): number {
  return cards.reduce((sum, { figureCount }) => sum + figureCount, 0);
}

function newestFirst(years: number[]): number[] {
  return [...new Set(years)].sort((a, b) => b - a);
}
