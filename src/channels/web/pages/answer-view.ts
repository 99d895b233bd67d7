/**
 * One answer as HTML: its figures large, the text with links to the quotes, caveats apart, then sources and the next questions.
 */
import { html } from "hono/html";
import type { Answer } from "../../../domain/index.ts";
import { visibleText } from "../../rendering/index.ts";
import { type Comparison, comparisonView } from "./comparison-view.ts";
import { figureTiles } from "./figure-tile.ts";
import { type Markup, questionLinks } from "./layout.ts";
import { compareUrl, reportUrl } from "./shown.ts";
import { sourceList } from "./source-list.ts";

/** What is offered around an answer. */
export interface AnswerExtras {
  /** The same measure in other years and regions, as full questions. */
  alternatives?: { years: string[]; regions: string[] };
  /** Figures that stand side by side, where the answer compares. */
  comparison?: Comparison | null;
}

const MAX_TILES = 6;
const MAX_CHIPS = 8;

/** The answer's part of the page. */
export function answerView(answer: Answer, { alternatives, comparison }: AnswerExtras = {}): Markup {
  const nearest = answer.refusal?.nearest ?? [];
  const { years = [], regions = [] } = alternatives ?? {};
  const report = answer.citations[0]?.report;
  return html`<article class="answer kind-${answer.kind}" aria-label="回答">
<div class="told">
<div class="card">
${figureTiles(answer.figures.slice(0, MAX_TILES), answer.citations, "here")}
<div class="text">${textLines(answer)}</div>
${comparison ? comparisonView(comparison) : ""}
<p class="actions">${years.length + regions.length > 0 ? html`<a href="${compareUrl(answer.question)}">各地各年对比</a>` : ""}${
    report === undefined ? "" : html`<a href="${reportUrl(report)}">打开报告</a>`
  }</p>
</div>
${
  nearest.length === 0
    ? ""
    : html`<section class="nearest"><h2>最接近的数字<small>不是所问的地区、时期或事项</small></h2>${figureTiles(
        nearest.slice(0, MAX_TILES),
        answer.citations,
        "here",
      )}</section>`
}
${questionLinks(answer.kind === "clarify" ? "请选一个" : "可以接着问", answer.choices ?? [])}
${questionLinks("换个年份", years.slice(0, MAX_CHIPS))}
${questionLinks("换个地区", regions.slice(0, MAX_CHIPS))}
</div>
${sourceList(answer.citations, [...answer.figures, ...nearest])}
<p class="time">用时 ${answer.ms < 1 ? "不到 1" : Math.round(answer.ms)} 毫秒</p>
</article>`;
}

/** The text line by line; a line that holds a caveat is set apart, and a caveat that no line holds follows. */
function textLines(answer: Answer): Markup[] {
  const known = new Set(answer.citations.map((citation) => String(citation.n)));
  const lines = visibleText(answer.text)
    .split("\n")
    .map((text) => text.trim())
    .filter((text) => text !== "");
  const caveats = answer.notes.map((note) => visibleText(note).trim()).filter((note) => note !== "");
  const missing = caveats.filter((note) => !lines.some((text) => text.includes(note)));
  return [
    ...lines.map((text) => {
      const isCaveat = caveats.some((note) => text.includes(note) && text.length - note.length <= 12);
      return html`<p${isCaveat ? html` class="caveat"` : ""}>${withMarks(text, known)}</p>`;
    }),
    ...missing.map((note) => html`<p class="caveat">${note}</p>`),
  ];
}

/** A word joiner before each mark keeps it on the line of its clause. */
function withMarks(text: string, known: Set<string>): (string | Markup)[] {
  return text.split(/(\[\d{1,3}\])/).map((part) => {
    const n = /^\[(\d{1,3})\]$/.exec(part)?.[1];
    if (n === undefined || !known.has(n)) return part;
    return html`\u2060<sup><a href="#source-${n}" aria-label="出处 ${n}">${n}</a></sup>`;
  });
}
