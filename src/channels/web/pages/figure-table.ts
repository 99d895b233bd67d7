/**
 * All figures of a report as a table; every row leads to its place in the text. A script makes it sortable.
 */
import { html } from "hono/html";
import type { LedgerFigure, ReportPage } from "../../../domain/index.ts";
import { scaledValue } from "../../rendering/index.ts";
import { badges } from "./figure-tile.ts";
import type { Markup } from "./layout.ts";
import { line, periodLabel, reportUrl, spanUrl } from "./shown.ts";

const MAX_ROWS = 500;

/** The section with the table; at most `limit` rows, with a link to the rest. */
export function figureTable(report: ReportPage, limit = MAX_ROWS): Markup {
  const { figures } = report;
  if (figures.length === 0)
    return html`<section id="figures"><h2>全部数字</h2><p>这份报告里没有读到数字。</p></section>`;
  const paged = figures.some(({ page }) => page !== undefined);
  return html`<section id="figures" aria-labelledby="figures-title">
<h2 id="figures-title">全部数字<small>${figures.length} 个，点数字看原文</small></h2>
<p class="filter" hidden><label for="filter">筛选</label> <input id="filter" type="search" placeholder="事项、单位、年份……" autocomplete="off"> <span role="status" class="matches"></span></p>
<div class="scroll" role="region" aria-labelledby="figures-title" tabindex="0">
<table class="sortable"><thead><tr><th scope="col" class="num" data-sort="number">数字</th><th scope="col" data-sort="text">事项</th><th scope="col" data-sort="text">地区</th><th scope="col" data-sort="text">时期</th><th scope="col" class="extra">章节</th>${
    paged ? html`<th scope="col" class="num extra" data-sort="number">页</th>` : ""
  }</tr></thead>
<tbody>${figures.slice(0, limit).map((figure) => row(report.id, figure, paged))}</tbody></table>
</div>
${
  figures.length > limit
    ? html`<p><a href="${reportUrl(report.id)}?figures=all#figures">显示其余 ${figures.length - limit} 个</a></p>`
    : ""
}
</section>`;
}

function row(reportId: string, figure: LedgerFigure, paged: boolean): Markup {
  const value = scaledValue(figure);
  return html`<tr><td class="num" data-value="${value ?? ""}"><a href="${spanUrl(reportId, figure)}">${line(figure.raw)}</a>${badges(figure)}</td>
<td>${line(figure.metric)}</td><td>${line(figure.region)}</td><td>${periodLabel(figure.period)}</td>
<td class="extra">${line(figure.section)}</td>${paged ? html`<td class="num extra" data-value="${figure.page ?? ""}">${figure.page ?? ""}</td>` : ""}</tr>`;
}
