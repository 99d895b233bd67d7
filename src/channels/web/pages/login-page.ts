/**
 * The form that takes the access token.
 */
import { html } from "hono/html";
import { layout, type Markup, type Site } from "./layout.ts";

/** The page; `to` is the path to go on to, `error` one Chinese sentence. */
export function loginPage(site: Site, to: string, error?: string): Markup {
  return layout({
    site: { ...site, signedIn: false },
    title: "登录",
    place: "other",
    kind: "login",
    main: html`<h1>登录</h1><p class="lead">这个页面只对内开放，请输入管理员给您的访问令牌。</p>
${error === undefined ? "" : html`<p class="error" role="alert">${error}</p>`}
<form class="ask" method="post" action="/login">
<input type="hidden" name="to" value="${to}">
<label class="hidden" for="token">访问令牌</label>
<input id="token" name="token" type="password" required autocomplete="current-password" placeholder="访问令牌" maxlength="500" autofocus>
<button type="submit">登录</button>
</form>`,
  });
}
