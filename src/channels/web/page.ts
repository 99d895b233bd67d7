/**
 * The whole page as HTML: the question form, and under it an answer, an error or example questions.
 * Works without a script; everything that comes from a report or a reader is escaped by the template.
 */
import { html } from "hono/html";
import type { Answer } from "../../domain/index.ts";
import { answerView, choiceLinks, type Markup } from "./answer-view.ts";

export interface PageContent {
  maxQuestionChars: number;
  /** Offered while nothing has been asked. */
  examples: readonly string[];
  question?: string;
  answer?: Answer;
  /** One Chinese sentence for the reader, shown in place of an answer. */
  error?: string;
}

/** A complete HTML document. */
export function page(content: PageContent): Markup {
  const { question = "", answer, error } = content;
  const asked = question !== "" || error !== undefined;
  return html`<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${question === "" ? "政问" : `${question} · 政问`}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/app.css">
<script src="/app.js" defer></script>
</head>
<body class="${asked ? "asked" : "start"}">
<header class="top">
<a class="brand" href="/"><span class="seal" aria-hidden="true">政问</span><span class="name">政务服务报告问答</span></a>
</header>
<main>
${asked ? "" : html`<h1>问报告，要数字</h1><p class="lead">每个数字都附报告原文；查不到就直说，不猜。</p>`}
<form class="ask" method="get" action="/" role="search">
<label class="hidden" for="q">您的问题</label>
<input id="q" name="q" type="search" value="${question}" maxlength="${content.maxQuestionChars}" required
 autocomplete="off" enterkeyhint="search" placeholder="湛江有多少跨省通办事项"${asked ? "" : html` autofocus`}>
<button type="submit">提问</button>
</form>
<p class="working" role="status" hidden>正在查报告……</p>
${error === undefined ? "" : html`<p class="error" role="alert">${error}</p>`}
${answer === undefined ? "" : answerView(answer)}
${asked || content.examples.length === 0 ? "" : choiceLinks("试试这样问", content.examples)}
</main>
<footer>数字以报告原文为准，引用前请核对时期和口径。</footer>
</body>
</html>`;
}
