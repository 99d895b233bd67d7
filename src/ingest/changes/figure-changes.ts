/**
 * The ledger of a report before and after a refresh in; which figures are new, changed or gone out, the weightiest
 * first, with the words that tell it to a leader. Pure: nothing is read or stored here.
 */
import type { Figure } from "../../domain/index.ts";
import { displayPeriod, withoutScale } from "../../text/index.ts";
import { comparableValue, ownerOf, pairFigures } from "./pair-figures.ts";

export interface FigureChange {
  kind: "new" | "changed" | "gone";
  region: string;
  /** As shown to people: 2022年, 2022年末; "" where the report names none. */
  period: string;
  /** What is counted, in the source's words; a plan says so. */
  metric: string;
  /** The figure as written, with unit and qualifier; null for a new one. */
  before: string | null;
  /** The same of the new text; null for one that is gone. */
  after: string | null;
}

/** What a refresh did to one report. */
export interface ReportChange {
  /** Title of the report. */
  report: string;
  file: string;
  kind: "added" | "changed" | "removed";
  /** The weightiest first. */
  changes: FigureChange[];
  /** Number of changes left out of `changes`. */
  more: number;
}

interface Weighed {
  change: FigureChange;
  weight: number;
}

const MAX_CHANGES = 10;
const MAX_METRIC_CHARS = 40;
const KIND_WEIGHT: Record<FigureChange["kind"], number> = { changed: 0, new: 1, gone: 2 };
const ROLE_WEIGHT: Record<Figure["role"], number> = { value: 0, change: 10, from: 20, base: 20, rank: 20 };

/**
 * The figures that differ between two texts of one report: values before growth rates, bases and ranks, results
 * before plans, changed before new before gone, then in the order of the text. The same change is told once.
 */
export function figureChanges(before: readonly Figure[], after: readonly Figure[]): FigureChange[] {
  const { changed, gone, fresh } = pairFigures(before, after);
  // One more or one less mention of a figure that is told elsewhere in the text is no news.
  const [told, tells] = [identities(before), identities(after)];
  const weighed = [
    ...changed.map(([a, b]) => weigh("changed", a, b)),
    ...fresh.filter((f) => !told.has(identityOf(f))).map((f) => weigh("new", null, f)),
    ...gone.filter((f) => !tells.has(identityOf(f))).map((f) => weigh("gone", f, null)),
  ].flatMap((w) => w ?? []);
  const seen = new Set<string>();
  return weighed
    .sort((a, b) => a.weight - b.weight)
    .map(({ change }) => change)
    .filter((change) => {
      const words = describeChange(change);
      return seen.size < seen.add(words).size;
    });
}

/**
 * One report's part of a refresh summary. `before` is null for an added report, `after` for a removed one;
 * at most `limit` changes are kept, the rest is counted.
 */
export function reportChange(
  report: { title: string; file: string },
  before: readonly Figure[] | null,
  after: readonly Figure[] | null,
  limit = MAX_CHANGES,
): ReportChange {
  const all = figureChanges(before ?? [], after ?? []);
  return {
    report: report.title,
    file: report.file,
    kind: before === null ? "added" : after === null ? "removed" : "changed",
    changes: all.slice(0, limit),
    more: Math.max(0, all.length - limit),
  };
}

/** One change in Chinese, one line without a full stop: 湛江市 2022年：网上可办率 97.05% → 98.10%. */
export function describeChange({ kind, region, period, metric, before, after }: FigureChange): string {
  const where = [region, period].filter(Boolean).join(" ");
  const what = [where, metric].filter(Boolean).join("：");
  if (kind === "changed") return `${what} ${before ?? ""} → ${after ?? ""}`;
  return kind === "new" ? `新增：${what} ${after ?? ""}` : `不再出现：${what} ${before ?? ""}`;
}

function weigh(kind: FigureChange["kind"], before: Figure | null, after: Figure | null): Weighed | null {
  const figure = after ?? before;
  if (!figure) return null;
  const change: FigureChange = {
    kind,
    region: figure.region,
    period: displayPeriod(figure.period),
    metric: metricOf(figure),
    before: before && written(before),
    after: after && written(after),
  };
  const weight = ROLE_WEIGHT[figure.role] + (figure.status === "plan" ? 5 : 0) + KIND_WEIGHT[kind];
  return { change, weight };
}

/** 同比增长 and 其中 say nothing alone: the piece before it in the clause goes first. */
function metricOf(figure: Figure): string {
  const pieces = figure.clause.split(/[,，]/).map((piece) => piece.trim());
  const subject = pieces.length > 1 ? (pieces.at(-2) ?? "") : "";
  const leans = figure.role !== "value" || figure.metric.length < 3;
  const metric = leans && subject ? `${subject} ${figure.metric}` : figure.metric;
  const short = metric.length > MAX_METRIC_CHARS ? `${metric.slice(0, MAX_METRIC_CHARS)}…` : metric;
  return figure.status === "plan" ? `${short}（计划）` : short;
}

/** The characters of the source; a table cell gets the unit that its heading names. */
function written({ raw, unit }: Figure): string {
  const characters = raw.replace(/\s+/g, "");
  return unit && /[\d.]$/.test(characters) ? `${characters}${unit}` : characters;
}

function identities(figures: readonly Figure[]): Set<string> {
  return new Set(figures.map(identityOf));
}

function identityOf(figure: Figure): string {
  return `${ownerOf(figure)}|${figure.metric}|${comparableValue(figure)}${withoutScale(figure.unit)}`;
}
