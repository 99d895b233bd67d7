/**
 * Figures that stand side by side: their common unit, and an answer's own figures as a table.
 */
import type { Answer, AnswerFigure, Library, MeasureTable } from "../../domain/index.ts";

const SCALES: [RegExp, number][] = [
  [/^万亿/, 1e12],
  [/^亿/, 1e8],
  [/^千万/, 1e7],
  [/^百万/, 1e6],
  [/^万/, 1e4],
];

/** The value with 万 and 亿 of its unit multiplied out; null for a figure without a number. */
export function scaledValue({ value, unit }: Pick<AnswerFigure, "value" | "unit">): number | null {
  if (value === null) return null;
  return value * (SCALES.find(([written]) => written.test(unit))?.[1] ?? 1);
}

/** The unit without 万 and 亿: what two figures must share to be drawn on one axis. */
export function plainUnit(unit: string): string {
  return unit.replace(/^(?:万亿|千万|百万|[万亿])/, "");
}

/** True when all rows have a number and one plain unit. */
export function isDrawable({ rows }: MeasureTable): boolean {
  const units = new Set(rows.map(({ figure }) => plainUnit(figure.unit)));
  return rows.length > 1 && units.size === 1 && rows.every(({ figure }) => figure.value !== null);
}

/** The cited figures of a comparison side by side, named by what differs; null when there are fewer than two. */
export function tableOf(answer: Answer): MeasureTable | null {
  const rows = answer.figures.flatMap((figure) => {
    const citation = answer.citations.find(({ n }) => n === figure.citation);
    return citation && !figure.derived ? [{ figure, citation }] : [];
  });
  const [first] = rows;
  if (!first || rows.length < 2) return null;
  const [regions, periods, metrics] = [
    differs(rows.map(({ figure }) => figure.region)),
    differs(rows.map(({ figure }) => figure.period)),
    differs(rows.map(({ figure }) => figure.metric)),
  ];
  const named = rows.map(({ figure, citation }) => {
    const parts = [
      ...(regions || !(periods || metrics) ? [figure.region] : []),
      ...(periods ? [figure.period.replace(/^(\d{4})$/, "$1年")] : []),
      ...(metrics && !(regions || periods) ? [figure.metric] : []),
    ];
    return { name: parts.join(" "), figure, citation };
  });
  return { metric: first.figure.metric, rows: named };
}

function differs(values: readonly string[]): boolean {
  return new Set(values).size > 1;
}

/** What stands beside an answer's first figure: the answer's own comparison, else the ledger's; null for nothing. */
export async function compared(library: Library, answer: Answer): Promise<MeasureTable | null> {
  const [figure] = answer.figures;
  if (!figure) return null;
  const own = answer.kind === "comparison" ? tableOf(answer) : null;
  return own ?? (await library.table(answer.question, figure));
}
