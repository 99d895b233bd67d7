/**
 * Figures that stand side by side: their common unit, and an answer's own figures as a table.
 */
import type { Answer, Library, MeasureTable } from "../../domain/index.ts";
import { plainUnit } from "../rendering/index.ts";

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
