/**
 * The page's style sheet, served as /app.css. Laid out for a phone first; light and dark follow the reader's system.
 */

/** CSS without any external resource. */
export const pageStyle = `:root {
  color-scheme: light dark;
  --paper: #f6f3ee; --card: #fffdfa; --ink: #1d1b19; --soft: #5f5a53; --line: #e3dcd1;
  --seal: #b3261e; --seal-ink: #fff; --mark: #fbe3a6; --mark-ink: #3b2a00; --caveat: #fdf3dc; --caveat-ink: #6b4a00;
  --shadow: 0 1px 2px rgb(60 40 20 / .05), 0 8px 24px rgb(60 40 20 / .06);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #161412; --card: #211e1b; --ink: #f1ece5; --soft: #b0a89d; --line: #3a352f;
    --seal: #ef8378; --seal-ink: #2a0a07; --mark: #5d4713; --mark-ink: #ffeec4; --caveat: #32290f; --caveat-ink: #f0d58d;
    --shadow: none;
  }
}
* { box-sizing: border-box; margin: 0; }
html { -webkit-text-size-adjust: 100%; }
body {
  min-height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink);
  font: 16px/1.75 system-ui, -apple-system, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
  overflow-wrap: anywhere;
}
.top, main, footer { width: 100%; max-width: 760px; margin: 0 auto; padding: 0 18px; }
.top { padding-top: 16px; padding-bottom: 16px; }
.brand { display: inline-flex; align-items: center; gap: 10px; color: inherit; text-decoration: none; }
.seal {
  padding: 5px 6px; border-radius: 6px; background: var(--seal); color: var(--seal-ink);
  font: 700 15px/1.1 "Songti SC", "STSong", "Noto Serif CJK SC", "SimSun", serif; letter-spacing: .08em; text-indent: .08em;
}
.name { color: var(--soft); font-size: 15px; }
main { flex: 1; }
h1 { margin-top: 12vh; font-size: clamp(30px, 8vw, 44px); line-height: 1.25; letter-spacing: .02em; }
.lead { text-wrap: balance; margin: 10px 0 26px; color: var(--soft); font-size: 17px; }
h2 { font-size: 14px; font-weight: 600; color: var(--soft); letter-spacing: .04em; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

.ask {
  display: flex; gap: 6px; padding: 6px; border: 1px solid var(--line); border-radius: 16px;
  background: var(--card); box-shadow: var(--shadow);
}
.ask:focus-within { border-color: var(--seal); outline: 1px solid var(--seal); }
.ask input {
  flex: 1; min-width: 0; padding: 10px 12px; border: 0; outline: 0; background: none; color: inherit;
  font: inherit; font-size: 17px; appearance: none;
}
.ask input::placeholder { color: var(--soft); opacity: .8; }
.ask button {
  padding: 0 20px; min-height: 46px; border: 0; border-radius: 11px; background: var(--seal); color: var(--seal-ink);
  font: inherit; font-weight: 600; cursor: pointer; white-space: nowrap;
}
.ask button:disabled { opacity: .6; cursor: progress; }
.working { margin-top: 14px; color: var(--soft); }
.error { margin-top: 18px; padding: 14px 16px; border-radius: 12px; background: var(--caveat); color: var(--caveat-ink); }

.choices { margin-top: 26px; }
.choices ul { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 10px; padding: 0; list-style: none; }
.choices a {
  display: block; padding: 8px 14px; border: 1px solid var(--line); border-radius: 12px; background: var(--card);
  color: inherit; text-decoration: none; line-height: 1.5;
}
.choices a:hover { border-color: var(--seal); color: var(--seal); }

.answer { margin-top: 18px; padding-bottom: 8px; }
.figures { display: grid; grid-template-columns: 1fr; gap: 10px; padding: 0; list-style: none; }
.figure {
  padding: 16px 18px; border: 1px solid var(--line); border-radius: 16px; background: var(--card); box-shadow: var(--shadow);
}
.figure .where { font-size: 14px; color: var(--soft); }
.figure .value { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 4px; margin: 2px 0; color: var(--seal); }
.figure strong { font-size: clamp(42px, 12vw, 54px); font-weight: 700; line-height: 1.15; letter-spacing: -.01em; font-variant-numeric: tabular-nums; }
.figure .unit { font-size: 20px; font-weight: 600; }
.figure .metric { line-height: 1.55; }
.plan { margin-left: 8px; padding: 1px 8px; border-radius: 99px; background: var(--caveat); color: var(--caveat-ink); font-size: 12px; white-space: nowrap; }
.text { margin-top: 18px; font-size: 17px; }
.text p + p { margin-top: 8px; }
.text .caveat, .kind-refusal .text { padding: 12px 16px; border-radius: 12px; background: var(--caveat); color: var(--caveat-ink); }
.text .caveat { font-size: 15px; }
.kind-refusal .text .caveat { padding: 0; }
sup { line-height: 0; }
sup a {
  margin: 0 2px; padding: 1px 6px; border-radius: 6px; background: var(--line);
  color: var(--ink); font-size: 12px; text-decoration: none;
}
.nearest { margin-top: 24px; }
.nearest h2 small { margin-left: 8px; font-weight: 400; }
.nearest .figures { margin-top: 10px; }
.nearest .figure { border-style: dashed; background: none; box-shadow: none; }
.nearest .figure .value { color: var(--soft); }
.nearest .figure strong { font-size: 30px; }
.nearest .figure .unit { font-size: 16px; }

.sources { margin-top: 28px; }
.sources ol { padding: 0; list-style: none; }
.sources li { margin-top: 10px; padding: 16px 18px; border: 1px solid var(--line); border-radius: 16px; background: var(--card); scroll-margin-top: 12px; }
.sources li:target { border-color: var(--seal); outline: 1px solid var(--seal); }
.sources .title { font-weight: 600; line-height: 1.5; }
.sources .n {
  display: inline-block; min-width: 20px; margin-right: 8px; padding: 0 5px; border-radius: 6px; background: var(--line);
  font-size: 12px; line-height: 20px; text-align: center; vertical-align: 2px;
}
.sources .section { margin-top: 2px; color: var(--soft); font-size: 14px; }
.sources blockquote { margin: 10px 0; padding-left: 14px; border-left: 3px solid var(--seal); white-space: pre-line; }
.sources .file { color: var(--soft); font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans CJK SC", monospace; }
mark { padding: 0 3px; border-radius: 4px; background: var(--mark); color: var(--mark-ink); font-weight: 600; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.copy {
  margin-top: 14px; padding: 5px 12px; border: 1px solid var(--line); border-radius: 12px; background: none;
  color: var(--soft); font: inherit; font-size: 14px; cursor: pointer;
}
.copy:hover { border-color: var(--seal); color: var(--seal); }
.time { margin-top: 14px; color: var(--soft); font-size: 13px; }
footer { padding-top: 28px; padding-bottom: 24px; color: var(--soft); font-size: 13px; }
a:focus-visible, button:focus-visible { outline: 2px solid var(--seal); outline-offset: 2px; }
@media (min-width: 640px) {
  .figures { grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 14px; }
  .top { padding-top: 26px; }
  .asked main { padding-top: 8px; }
}
@media print { .ask, .copy, .choices, .working { display: none; } }
`;
