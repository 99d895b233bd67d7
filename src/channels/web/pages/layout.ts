/**
 * The frame of every page: head, skip link, navigation, main part, foot. No inline code, no foreign address.
 */
import { html } from "hono/html";
import { visibleText } from "../../rendering/index.ts";
import { line } from "./shown.ts";

/** What hono's template gives: HTML that is escaped already. */
export type Markup = ReturnType<typeof html>;

/** What is the same on every page of one app. */
export interface Site {
  maxQuestionChars: number;
  version?: string;
  /** True where people sign in with a token, so that they can sign out. */
  signedIn?: boolean;
  /** True where workbooks can be downloaded. */
  hasXlsx?: boolean;
}

export interface Frame {
  site: Site;
  title: string;
  /** Which entry of the navigation the page belongs to. */
  place: "ask" | "reports" | "compare" | "other";
  /** Class of the body, for a page's own layout. */
  kind: string;
  main: Markup;
}

const places = [
  ["ask", "/", "提问"],
  ["reports", "/reports", "报告"],
  ["compare", "/compare", "对比"],
] as const;

/** A complete HTML document. */
export function layout({ site, title, place, kind, main }: Frame): Markup {
  return html`<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title === "" ? "政问" : `${line(title)} · 政问`}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/app.css">
<script src="/app.js" defer></script>
</head>
<body class="${kind}">
<a class="skip" href="#main">跳到正文</a>
<header class="top">
<a class="brand" href="/"><span class="seal" aria-hidden="true">政问</span><span class="name">政务服务报告问答</span></a>
<nav aria-label="主导航"><ul>${places.map(
    ([name, href, text]) =>
      html`<li><a href="${href}"${name === place ? html` aria-current="page"` : ""}>${text}</a></li>`,
  )}</ul></nav>
</header>
<main id="main" tabindex="-1">
${main}
</main>
<footer>
<p>数字以报告原文为准，引用前请核对时期和口径。</p>
<p><a href="/api/openapi.json">接口说明</a>${site.version ? html`<span>版本 ${site.version}</span>` : ""}</p>${
    site.signedIn
      ? html`
<form method="post" action="/logout"><button class="quiet" type="submit">退出登录</button></form>`
      : ""
  }
</footer>
</body>
</html>`;
}

/** The form that asks; the same on the first page and above an answer. */
export function askForm(
  site: Site,
  form: { question: string; action: string; label: string; button: string; focus?: boolean },
): Markup {
  return html`<form class="ask" method="get" action="${form.action}" role="search">
<label class="hidden" for="q">${form.label}</label>
<input id="q" name="q" type="search" value="${visibleText(form.question)}" maxlength="${site.maxQuestionChars}" required
 autocomplete="off" enterkeyhint="search" placeholder="例如：湛江有多少跨省通办事项"${form.focus ? html` autofocus` : ""}>
<button type="submit">${form.button}</button>
</form>`;
}

/** Questions as links that ask them; nothing for an empty list. */
export function questionLinks(
  title: string,
  questions: readonly string[],
  shown: (question: string) => string = line,
): Markup | "" {
  if (questions.length === 0) return "";
  return html`<nav class="chips" aria-label="${title}"><h2>${title}</h2><ul>${questions.map(
    (question) => html`<li><a href="/?q=${encodeURIComponent(question)}">${shown(question)}</a></li>`,
  )}</ul></nav>`;
}

/** A page that only says something, such as an error. */
export function messagePage(site: Site, title: string, message: string): Markup {
  return layout({
    site,
    title,
    place: "other",
    kind: "message",
    main: html`<h1>${title}</h1><p class="error" role="alert">${message}</p><p><a href="/">回到提问</a></p>`,
  });
}
