/**
 * One report for reading: outline, text with the cited sentence marked, the table of its figures.
 */
import { html } from "hono/html";
import type { ReportPage } from "../../../domain/index.ts";
import { visibleText } from "../../rendering/index.ts";
import { type Block, type Piece, reportBlocks } from "../report-blocks.ts";
import { figureTable } from "./figure-table.ts";
import { layout, type Markup, type Site } from "./layout.ts";
import { figuresUrl, line, reportScope } from "./shown.ts";

export interface ReportContent {
  site: Site;
  report: ReportPage;
  /** The span to mark. */
  cited?: { start: number; end: number };
  /** True to list every figure, however many there are. */
  allFigures: boolean;
}

/** The whole page. */
export function reportPage({ site, report, cited, allFigures }: ReportContent): Markup {
  const blocks = reportBlocks(report, cited);
  const found = blocks.some((block) => "pieces" in block && block.pieces.some((piece) => piece.cited));
  const outline = report.outline.filter(({ title }) => line(title) !== "");
  return layout({
    site,
    title: report.title || report.file,
    place: "reports",
    kind: "reading wide",
    main: html`<div class="head">
<p class="where">${reportScope(report)}</p>
<h1>${line(report.title) || line(report.file)}</h1>
<p class="section">${[line(report.organisation), report.publishedOn ?? "", line(report.file)].filter((part) => part !== "").join(" · ")}</p>
<p class="actions">${found ? html`<a href="#mark">到引用处</a>` : ""}<a href="#figures">全部数字（${report.figures.length}）</a>${
      report.region
        ? html`<a href="${figuresUrl(report.region.name)}">${line(report.region.name)}重点数字</a>`
        : ""
    }</p>
${notices(report, cited !== undefined && !found)}
</div>
<div class="columns${outline.length === 0 ? " single" : ""}">
${
  outline.length === 0
    ? ""
    : html`<nav class="outline side" aria-label="目录"><h2>目录</h2>${outlineList(outline)}</nav>
<details class="outline fold"><summary>目录</summary>${outlineList(outline)}</details>`
}
<article class="paper" aria-label="报告正文">${withMarks(blocks)}</article>
</div>
${figureTable(report, allFigures ? Number.POSITIVE_INFINITY : undefined)}`,
  });
}

function notices(report: ReportPage, lost: boolean): Markup {
  const texts = [
    ...(lost ? ["引用的位置已不在这份报告里，报告可能更新过。请重新提问。"] : []),
    ...(report.recognised ? ["文字是从图片识别的，数字请与原件核对。"] : []),
    ...(report.text.includes("\ufffd") ? ["原文有损坏的字符，已原样保留。"] : []),
    ...report.warnings.map(line),
  ];
  if (texts.length === 0) return html``;
  return html`<ul class="notices" aria-label="阅读提示">${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
}

function outlineList(outline: ReportPage["outline"]): Markup {
  const top = Math.min(...outline.map(({ level }) => level));
  return html`<ol>${outline.map(
    ({ title, level, start }) =>
      html`<li class="level-${Math.min(3, level - top + 1)}"><a href="#h-${start}">${line(title).replace(/^#{1,6}\s+/, "")}</a></li>`,
  )}</ol>`;
}

/** The first cited run carries the id that a citation's address jumps to. */
function withMarks(blocks: Block[]): Markup[] {
  let marked = false;
  const shown = (pieces: Piece[]): (Markup | string)[] =>
    runsOf(pieces).map(({ cited, parts }) => {
      if (!cited) return html`${parts}`;
      const id = marked ? "" : html` id="mark" tabindex="-1"`;
      marked = true;
      return html`<mark${id}>${parts}</mark>`;
    });
  return blocks.map((block) => {
    if (block.kind === "page")
      return html`<p class="page" id="page-${block.number}">第 ${block.number} 页</p>`;
    const pieces = shown(block.pieces);
    const id = `h-${block.start}`;
    if (block.kind !== "heading") {
      return html`<p class="${block.kind}"${block.isHeading ? html` id="${id}"` : ""}>${pieces}</p>`;
    }
    if (block.level <= 1) return html`<h2 id="${id}">${pieces}</h2>`;
    return block.level === 2 ? html`<h3 id="${id}">${pieces}</h3>` : html`<h4 id="${id}">${pieces}</h4>`;
  });
}

/** Neighbours that are both cited, or both not, as one run. */
function runsOf(pieces: Piece[]): { cited: boolean; parts: (Markup | string)[] }[] {
  const runs: { cited: boolean; parts: (Markup | string)[] }[] = [];
  for (const { text, cited, figure, lead } of pieces) {
    const visible = visibleText(text);
    const number = figure ? html`<b>${visible}</b>` : visible;
    const part = lead ? html`<strong>${number}</strong>` : number;
    const last = runs.at(-1);
    if (last && last.cited === cited) last.parts.push(part);
    else runs.push({ cited, parts: [part] });
  }
  return runs;
}
