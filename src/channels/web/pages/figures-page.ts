/**
 * A region's key figures of one year on one page, to be read at once, printed or downloaded.
 */
import { html } from "hono/html";
import type { KeyFigures, LedgerFigure, Region } from "../../../domain/index.ts";
import { visibleText } from "../../rendering/index.ts";
import { numeralParts } from "../numerals.ts";
import { badges } from "./figure-tile.ts";
import { layout, type Markup, type Site } from "./layout.ts";
import { figuresUrl, line, periodLabel, reportUrl, spanUrl } from "./shown.ts";

/** The whole page. */
export function figuresPage(site: Site, key: KeyFigures): Markup {
  const { region, years, year, groups, citations } = key;
  const title = `${line(region.name)}${year === null ? "" : `${year}年`}重点数字`;
  const download = `/api/figures.xlsx?${new URLSearchParams({ region: region.name, ...(year === null ? {} : { year: String(year) }) })}`;
  const reports = [...new Map(citations.map((citation) => [citation.report, citation])).values()];
  return layout({
    site,
    title,
    place: "reports",
    kind: "key wide",
    main: html`<div class="head"><h1>${title}</h1>
<p class="section">${
      reports.length === 0
        ? ""
        : html`来自${reports.map(
            (citation, i) =>
              html`${i > 0 ? "、" : ""}<a href="${reportUrl(citation.report)}">${line(citation.title) || line(citation.file)}</a>`,
          )}`
    }</p>
${
  years.length > 1
    ? html`<nav class="tabs" aria-label="年份"><ul>${years.map(
        (one) =>
          html`<li><a href="${figuresUrl(region.name, one)}"${one === year ? html` aria-current="page"` : ""}>${one}年</a></li>`,
      )}</ul></nav>`
    : ""
}
<p class="actions"><button class="print" type="button" hidden>打印</button>${site.hasXlsx ? html`<a href="${download}" download>下载表格</a>` : ""}</p></div>
${groups.length === 0 ? html`<p class="error">这一年没有重点数字。</p>` : ""}
${groups.map(
  (group) =>
    html`<section class="group"><h2>${line(group.title)}</h2><ul>${group.figures.map((figure) => item(figure, key))}</ul></section>`,
)}`,
  });
}

function item(figure: LedgerFigure, { citations }: KeyFigures): Markup {
  const { before, numeral, after } = numeralParts(visibleText(figure.raw), figure);
  const report = citations.find(({ n }) => n === figure.citation)?.report;
  const shown = html`${before}<strong>${numeral}</strong>${after}`;
  return html`<li><p class="value">${
    report === undefined ? shown : html`<a href="${spanUrl(report, figure)}" title="看原文">${shown}</a>`
  }</p><p class="metric">${line(figure.metric)}${badges(figure)}</p><p class="where">${line(figure.region)} · ${periodLabel(figure.period)}</p></li>`;
}

/** When a name is nobody's or may mean several regions. */
export function regionChoicePage(
  site: Site,
  name: string,
  regions: readonly Region[],
  covered: readonly string[],
): Markup {
  const title = regions.length > 0 ? `“${line(name)}”指哪里？` : `没有“${line(name)}”的报告`;
  const names = regions.length > 0 ? regions.map((region) => region.name) : covered;
  return layout({
    site,
    title,
    place: "reports",
    kind: "message",
    main: html`<h1>${title}</h1>
<nav class="chips" aria-label="地区"><h2>${regions.length > 0 ? "请选一个" : "有报告的地区"}</h2><ul>${names
      .slice(0, 60)
      .map((one) => html`<li><a href="${figuresUrl(one)}">${line(one)}</a></li>`)}</ul></nav>
<p><a href="/reports">查看全部报告</a></p>`,
  });
}
