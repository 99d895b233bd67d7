/**
 * What is covered: regions against years, and the reports with a search over them.
 */
import { html } from "hono/html";
import type { ReportCard } from "../../../domain/index.ts";
import { type Coverage, type CoveredRegion, yearsOf } from "../coverage.ts";
import { layout, type Markup, type Site } from "./layout.ts";
import { figuresUrl, line, reportScope, reportUrl } from "./shown.ts";

export interface ReportsContent {
  site: Site;
  /** Of the reports found. */
  coverage: Coverage;
  /** Words searched for; "" for all reports. */
  search: string;
  /** Shown page, from 1. */
  page: number;
}

const PER_PAGE = 100;
const MAX_YEARS = 12;

/** The whole page. */
export function reportsPage({ site, coverage, search, page }: ReportsContent): Markup {
  const cards = coverage.regions.flatMap(({ reports }) => reports);
  const pages = Math.max(1, Math.ceil(cards.length / PER_PAGE));
  const shown = Math.min(Math.max(1, page), pages);
  return layout({
    site,
    title: "报告",
    place: "reports",
    kind: "reports wide",
    main: html`<h1>报告</h1>
<p class="lead">${coverage.reports} 份报告，${coverage.figures} 个数字，${coverage.regions.filter(({ region }) => region).length} 个地区。</p>
<form class="ask small" method="get" action="/reports" role="search">
<label class="hidden" for="find">找报告</label>
<input id="find" name="find" type="search" value="${search}" maxlength="100" placeholder="地区、年份、单位或标题里的字" autocomplete="off">
<button type="submit">查找</button>
</form>
${search !== "" && cards.length === 0 ? html`<p class="error" role="status">没有找到含“${line(search)}”的报告。<a href="/reports">查看全部报告</a></p>` : ""}
${cards.length === 0 ? "" : matrix(coverage)}
${
  cards.length === 0
    ? ""
    : html`<section aria-labelledby="list-title"><h2 id="list-title">清单</h2>
<ul class="cards">${cards.slice((shown - 1) * PER_PAGE, shown * PER_PAGE).map(card)}</ul>
${pages > 1 ? pager(search, shown, pages) : ""}</section>`
}`,
  });
}

function matrix({ regions, years }: Coverage): Markup {
  const columns = years.slice(0, MAX_YEARS);
  return html`<section aria-labelledby="matrix-title"><h2 id="matrix-title">地区和年份</h2>
<div class="scroll" role="region" aria-labelledby="matrix-title" tabindex="0">
<table class="matrix"><thead><tr><th scope="col">地区</th>${columns.map((year) => html`<th scope="col">${year}</th>`)}<th scope="col" class="num">数字</th></tr></thead>
<tbody>${regions.map((row) => matrixRow(row, columns))}</tbody></table></div></section>`;
}

function matrixRow({ region, reports, figures }: CoveredRegion, columns: number[]): Markup {
  const name = line(region?.name ?? "未认出地区");
  return html`<tr><th scope="row">${region ? html`<a href="${figuresUrl(region.name)}">${name}</a>` : name}</th>${columns.map(
    (year) => {
      const count = reports.filter((report) => yearsOf(report).includes(year)).length;
      if (count === 0 || !region)
        return html`<td>${count === 0 ? html`<span class="none">–</span>` : count}</td>`;
      return html`<td><a href="${figuresUrl(region.name, year)}" aria-label="${name}${year}年重点数字，${count} 份报告">${count} 份</a></td>`;
    },
  )}<td class="num">${figures}</td></tr>`;
}

function card(report: ReportCard): Markup {
  return html`<li class="report"><p class="where">${reportScope(report)}${report.recognised ? html`<span class="badge">扫描识别</span>` : ""}${
    report.warnings.length > 0 ? html`<span class="badge plan">有提示</span>` : ""
  }</p>
<p class="title"><a href="${reportUrl(report.id)}">${line(report.title) || line(report.file)}</a></p>
<p class="section">${[line(report.organisation), report.publishedOn ?? "", `${report.figureCount} 个数字`].filter((part) => part !== "").join(" · ")}</p>
<p class="file">${line(report.file)}</p></li>`;
}

function pager(search: string, shown: number, pages: number): Markup {
  const href = (page: number) => `/reports?${new URLSearchParams({ find: search, page: String(page) })}`;
  return html`<nav class="pager" aria-label="翻页">${shown > 1 ? html`<a href="${href(shown - 1)}">上一页</a>` : ""}<span>第 ${shown} 页，共 ${pages} 页</span>${
    shown < pages ? html`<a href="${href(shown + 1)}">下一页</a>` : ""
  }</nav>`;
}
