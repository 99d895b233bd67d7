/**
 * A measure in several regions or years: the question, a chart's picture and the table.
 */
import { html } from "hono/html";
import type { Answer } from "../../../domain/index.ts";
import { type Comparison, comparisonView } from "./comparison-view.ts";
import { askForm, layout, type Markup, questionLinks, type Site } from "./layout.ts";
import { line, questionUrl } from "./shown.ts";

export interface CompareContent {
  site: Site;
  question: string;
  answer?: Answer;
  comparison?: Comparison | null;
  error?: string;
}

/** The whole page. */
export function comparePage({ site, question, answer, comparison, error }: CompareContent): Markup {
  return layout({
    site,
    title: question === "" ? "对比" : `对比：${question}`,
    place: "compare",
    kind: "comparing",
    main: html`<h1>对比</h1>
<p class="lead">问一个数字，看它在各地、各年是多少。</p>
${askForm(site, { question, action: "/compare", label: "要对比的问题", button: "对比" })}
<p class="working" id="status" role="status" aria-live="polite"></p>
<div id="result">
${error === undefined ? "" : html`<p class="error" role="alert">${error}</p>`}
${comparison ? html`<section class="card" aria-label="对比结果">${comparisonView(comparison)}</section>` : ""}
${
  answer !== undefined && !comparison
    ? html`<p class="error" role="status">${
        answer.figures.length === 0 ? line(answer.text) : "这个数字只有一份报告提到，没有别的地区或年份可比。"
      }</p>`
    : ""
}
${answer === undefined ? "" : html`<p class="actions"><a href="${questionUrl(question)}">看回答和出处</a></p>${questionLinks("可以换个问法", answer.choices ?? [])}`}
</div>`,
  });
}
