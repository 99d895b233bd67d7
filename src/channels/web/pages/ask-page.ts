/**
 * The page that asks: the form, and under it an answer, an error or questions to begin with. Works without a script;
 * with it, only the part inside #result is exchanged.
 */
import { html } from "hono/html";
import type { Answer } from "../../../domain/index.ts";
import { type AnswerExtras, answerView } from "./answer-view.ts";
import { askForm, layout, type Markup, questionLinks, type Site } from "./layout.ts";
import { figuresUrl, line } from "./shown.ts";

export interface AskContent {
  site: Site;
  question?: string;
  answer?: Answer;
  extras?: AnswerExtras;
  /** One Chinese sentence for the reader, shown in place of an answer. */
  error?: string;
  /** Offered while nothing has been asked. */
  suggestions?: readonly string[];
  covered?: { reports: number; figures: number; regions: readonly string[] };
}

const MAX_REGIONS = 12;

/** The whole page. */
export function askPage(content: AskContent): Markup {
  const { site, question = "", answer, error } = content;
  const asked = question !== "" || error !== undefined;
  return layout({
    site,
    title: question,
    place: "ask",
    kind: asked ? "asking asked" : "asking start",
    main: html`${asked ? html`<h1 class="hidden">政务服务报告问答</h1>` : html`<div class="hero"><h1>问报告，要数字</h1><p class="lead">每个数字都附报告原文；查不到就直说，不猜。</p></div>`}
${askForm(site, { question, action: "/", label: "您的问题", button: "提问", focus: !asked })}
<p class="working" id="status" role="status" aria-live="polite"></p>
<div id="result">
${error === undefined ? "" : html`<p class="error" role="alert">${error}</p>`}
${answer === undefined ? "" : answerView(answer, content.extras)}
${asked ? "" : beginning(content)}
</div>`,
  });
}

function beginning({ suggestions = [], covered }: AskContent): Markup {
  return html`${questionLinks("试试这样问", suggestions)}
<section class="history chips" aria-label="问过的问题" hidden><h2>问过的问题<button class="quiet" type="button">清空</button></h2><ul></ul></section>
${
  covered === undefined || covered.reports === 0
    ? html`<p class="covered">还没有报告。把报告放进报告文件夹，再运行 npm run ingest。</p>`
    : html`<section class="covered"><h2>已收报告</h2>
<p class="count"><a href="/reports">${covered.reports} 份报告，${covered.figures} 个数字</a></p>
<ul>${covered.regions
        .slice(0, MAX_REGIONS)
        .map(
          (region) =>
            html`<li><a href="${figuresUrl(region)}">${line(region)}<span class="hidden">重点数字</span></a></li>`,
        )}</ul></section>`
}`;
}
