/**
 * One figure for the eye: where and when, the number large with its qualifier and unit, what it measures, its source.
 */
import { html } from "hono/html";
import type { AnswerFigure, Citation } from "../../../domain/index.ts";
import { visibleText } from "../../rendering/index.ts";
import { numeralParts } from "../numerals.ts";
import type { Markup } from "./layout.ts";
import { citationUrl, line, periodLabel } from "./shown.ts";

/** Tiles in a list; nothing for no figures. `linked` says whether a tile's source stands on the page or is opened. */
export function figureTiles(
  figures: readonly AnswerFigure[],
  citations: readonly Citation[],
  linked: "here" | "report",
): Markup | "" {
  if (figures.length === 0) return "";
  return html`<ul class="tiles">${figures.map((figure) => tile(figure, citations, linked))}</ul>`;
}

function tile(figure: AnswerFigure, citations: readonly Citation[], linked: "here" | "report"): Markup {
  const { before, numeral, after } = numeralParts(visibleText(figure.raw), figure);
  const source = citations.find(({ n }) => n === figure.citation);
  return html`<li class="tile${numeral.length > 9 ? " long" : ""}">
<p class="where">${line(figure.region)} · ${periodLabel(figure.period)}${badges(figure)}</p>
<p class="value">${part(before)}<strong>${numeral}</strong>${part(after)}</p>
<p class="metric">${line(figure.metric)}${
    source === undefined
      ? ""
      : html`\u2060<sup><a href="${linked === "here" ? `#source-${source.n}` : citationUrl(source)}" aria-label="出处 ${source.n}">${source.n}</a></sup>`
  }</p>
</li>`;
}

/** 计划 and 计算得出, where they hold. */
export function badges(figure: Pick<AnswerFigure, "status" | "derived">): Markup {
  return html`${figure.status === "plan" ? html`<span class="badge plan">计划</span>` : ""}${
    figure.derived ? html`<span class="badge">计算得出</span>` : ""
  }`;
}

function part(text: string): Markup | "" {
  return text === "" ? "" : html`<span class="unit">${text}</span>`;
}
