/**
 * Where an answer comes from: each quote with its figures marked, its report, section and page, and the way there.
 */
import { html } from "hono/html";
import type { AnswerFigure, Citation } from "../../../domain/index.ts";
import { citationLabel, shownQuote } from "../../rendering/index.ts";
import { markedQuote } from "../numerals.ts";
import type { Markup } from "./layout.ts";
import { citationUrl, line, periodLabel } from "./shown.ts";

const MAX_QUOTE_CHARS = 1200;

/** The list of sources; nothing for an answer without any. */
export function sourceList(citations: readonly Citation[], figures: readonly AnswerFigure[]): Markup | "" {
  if (citations.length === 0) return "";
  return html`<section class="sources" aria-labelledby="sources-title"><h2 id="sources-title">出处</h2><ol>${citations.map(
    (citation) => source(citation, figures),
  )}</ol></section>`;
}

function source(citation: Citation, figures: readonly AnswerFigure[]): Markup {
  const label = citationLabel(citation);
  const raws = figures.filter((figure) => figure.citation === citation.n).map((figure) => line(figure.raw));
  const quote = markedQuote(shownQuote(citation.quote, MAX_QUOTE_CHARS), raws);
  const where = [periodLabel(label.period), label.section].filter((part) => part !== "").join(" · ");
  return html`<li id="source-${citation.n}" value="${citation.n}">
<blockquote>${quote.map((part) => (part.marked ? html`<mark>${part.text}</mark>` : part.text))}</blockquote>
<p class="title"><span class="n" aria-hidden="true">${citation.n}</span>${label.title}</p>
${where === "" ? "" : html`<p class="section">${where}</p>`}
<p class="place"><span class="file">${label.place}</span><a class="open" href="${citationUrl(citation)}">看原文<span class="hidden">：出处 ${citation.n}</span></a></p>
</li>`;
}
