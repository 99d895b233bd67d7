/**
 * One answer as HTML: its figures large, the text with links to the quotes, the quotes with the figures marked.
 */
import { html } from "hono/html";
import type { Answer, AnswerFigure, Citation } from "../../domain/index.ts";
import { citationLabel, visibleText } from "../rendering/index.ts";
import { markedQuote, numeralParts } from "./numerals.ts";

/** What hono's template gives: HTML that is escaped already. */
export type Markup = ReturnType<typeof html>;

const maxLargeFigures = 6;

/** The answer's section of the page. */
export function answerView(answer: Answer): Markup {
  const nearest = answer.refusal?.nearest ?? [];
  return html`<article class="answer kind-${answer.kind}" aria-label="回答">
${figureList("figures", answer.figures.slice(0, maxLargeFigures))}
<div class="text">${textLines(answer)}</div>
${
  nearest.length === 0
    ? ""
    : html`<section class="nearest"><h2>最接近的数字<small>不是所问的地区、时期或事项</small></h2>${figureList(
        "figures",
        nearest.slice(0, maxLargeFigures),
      )}</section>`
}
${
  answer.citations.length === 0
    ? ""
    : html`<section class="sources"><h2>出处</h2><ol>${answer.citations.map((citation) =>
        citationItem(citation, [...answer.figures, ...nearest]),
      )}</ol></section>`
}
${choiceLinks("可以接着问", answer.choices ?? [])}
<p class="time">用时 ${answer.ms < 1 ? "不到 1" : Math.round(answer.ms)} 毫秒</p>
</article>`;
}

/** Questions as links that ask them; nothing for an empty list. */
export function choiceLinks(title: string, questions: readonly string[]): Markup | "" {
  if (questions.length === 0) return "";
  const links = questions.map(
    (question) => html`<li><a href="/?q=${encodeURIComponent(question)}">${visibleText(question)}</a></li>`,
  );
  return html`<nav class="choices" aria-label="${title}"><h2>${title}</h2><ul>${links}</ul></nav>`;
}

function figureList(name: string, figures: AnswerFigure[]): Markup | "" {
  if (figures.length === 0) return "";
  return html`<ul class="${name}">${figures.map(figureCard)}</ul>`;
}

function figureCard(figure: AnswerFigure): Markup {
  const { before, numeral, after } = numeralParts(visibleText(figure.raw), figure);
  const mark = figure.status === "plan" ? html`<span class="plan">计划</span>` : "";
  const derived = figure.derived ? html`<span class="plan">计算得出</span>` : "";
  return html`<li class="figure">
<p class="where">${visibleText(figure.region)} · ${visibleText(figure.period)}${mark}${derived}</p>
<p class="value">${unit(before)}<strong>${numeral}</strong>${unit(after)}</p>
<p class="metric">${visibleText(figure.metric)}</p>
</li>`;
}

function unit(text: string): Markup | "" {
  return text === "" ? "" : html`<span class="unit">${text}</span>`;
}

/** The text line by line; a line that holds a caveat is set apart, and a caveat that no line holds follows. */
function textLines(answer: Answer): Markup[] {
  const known = new Set(answer.citations.map((citation) => String(citation.n)));
  const lines = visibleText(answer.text)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const caveats = answer.notes.map((note) => visibleText(note).trim()).filter((note) => note !== "");
  const missing = caveats.filter((note) => !lines.some((line) => line.includes(note)));
  return [
    ...lines.map((line) => {
      const isCaveat = caveats.some((note) => line.includes(note) && line.length - note.length <= 12);
      return html`<p${isCaveat ? html` class="caveat"` : ""}>${withMarks(line, known)}</p>`;
    }),
    ...missing.map((note) => html`<p class="caveat">${note}</p>`),
  ];
}

/** A word joiner before each mark keeps it on the line of its clause. */
function withMarks(line: string, known: Set<string>): (string | Markup)[] {
  return line.split(/(\[\d{1,3}\])/).map((part) => {
    const n = /^\[(\d{1,3})\]$/.exec(part)?.[1];
    if (n === undefined || !known.has(n)) return part;
    return html`\u2060<sup><a href="#source-${n}" aria-label="出处 ${n}">${n}</a></sup>`;
  });
}

function citationItem(citation: Citation, figures: AnswerFigure[]): Markup {
  const label = citationLabel(citation);
  const raws = figures
    .filter((figure) => figure.citation === citation.n)
    .map((figure) => visibleText(figure.raw));
  const quote = markedQuote(visibleText(citation.quote).trim(), raws);
  const where = [label.section, label.period].filter((part) => part !== "").join(" · ");
  return html`<li id="source-${citation.n}" value="${citation.n}">
<p class="title"><span class="n">${citation.n}</span>${label.title}</p>
${where === "" ? "" : html`<p class="section">${where}</p>`}
<blockquote>${quote.map((part) => (part.marked ? html`<mark>${part.text}</mark>` : part.text))}</blockquote>
<p class="file">${label.place}</p>
</li>`;
}
