/**
 * A measure side by side: a chart's picture and the table that says the same in words.
 */
import { html } from "hono/html";
import type { MeasureTable } from "../../../domain/index.ts";
import { badges } from "./figure-tile.ts";
import type { Markup } from "./layout.ts";
import { citationUrl, line, periodLabel } from "./shown.ts";

export interface Comparison {
  table: MeasureTable;
  /** Addresses of the picture; null where the figures cannot be drawn on one axis. */
  chart: { wide: string; narrow: string } | null;
}

/** The chart above its table. */
export function comparisonView({ table, chart }: Comparison): Markup {
  const metric = line(table.metric);
  return html`<figure class="comparison">
${
  chart === null
    ? ""
    : html`<picture><source media="(max-width: 600px)" srcset="${chart.narrow}"><img class="chart" src="${chart.wide}" alt="${metric}的图，数字见下表"></picture>`
}
<div class="scroll" role="region" aria-label="${metric}对比表" tabindex="0">
<table><caption>${metric}</caption>
<thead><tr><th scope="col">名称</th><th scope="col" class="num">数字</th><th scope="col">时期</th><th scope="col">出处</th></tr></thead>
<tbody>${table.rows.map(
    ({ name, figure, citation }) => html`<tr><th scope="row">${line(name)}</th>
<td class="num">${line(figure.raw) || `${figure.value ?? ""}${figure.unit}`}${badges(figure)}</td>
<td>${periodLabel(figure.period)}</td>
<td><a href="${citationUrl(citation)}" title="${line(citation.title)}">看原文<span class="hidden">：${line(name)}</span></a></td></tr>`,
  )}</tbody></table>
</div>
</figure>`;
}
