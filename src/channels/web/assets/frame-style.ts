/**
 * Colours, type, the frame of a page, forms, chips and tables.
 */

/** CSS. */
export const frameStyle = `:root {
  color-scheme: light dark;
  --paper: #f6f4f0; --card: #fff; --ink: #1d1b19; --soft: #5d5750; --line: #e2dcd2; --fill: #efebe4;
  --seal: #a9231b; --seal-ink: #fff; --mark: #ffe59a; --mark-ink: #2e2100; --caveat: #fdf2d8; --caveat-ink: #624300;
  --plan: #e4ecf5; --plan-ink: #20456d; --shadow: 0 1px 2px rgb(50 35 20 / .06), 0 10px 28px rgb(50 35 20 / .05);
  --sans: -apple-system, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif;
  --serif: "Songti SC", "STSong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #151412; --card: #1f1d1b; --ink: #efeae3; --soft: #b2aaa0; --line: #38342f; --fill: #2b2825;
    --seal: #f0897d; --seal-ink: #2b0a07; --mark: #5c4713; --mark-ink: #fff0c8; --caveat: #31280f; --caveat-ink: #f1d78f;
    --plan: #22303f; --plan-ink: #b7d2ef; --shadow: none;
  }
}
* { box-sizing: border-box; margin: 0; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 16px; }
body {
  min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink);
  font: 16px/1.75 var(--sans); overflow-wrap: anywhere; text-spacing-trim: trim-start; line-break: strict;
}
.top, main, footer { width: 100%; max-width: 1120px; margin: 0 auto; padding-left: 18px; padding-right: 18px; }
main { flex: 1; padding-bottom: 32px; outline: 0; }
a { color: var(--seal); text-underline-offset: .2em; text-decoration-thickness: 1px; }
h1 { font-size: clamp(24px, 5.5vw, 32px); line-height: 1.35; letter-spacing: .01em; text-wrap: balance; }
h2 { font-size: 15px; line-height: 1.6; font-weight: 600; color: var(--soft); }
h2 small { margin-left: 8px; font-size: 13px; font-weight: 400; }
ul, ol { padding: 0; list-style: none; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 12px; top: -60px; z-index: 2; padding: 8px 16px; border-radius: 8px; background: var(--seal); color: var(--seal-ink); }
.skip:focus { top: 12px; }
:focus-visible { outline: 2px solid var(--seal); outline-offset: 2px; }

.top { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 20px; padding-top: 14px; padding-bottom: 14px; }
.brand { display: inline-flex; align-items: center; gap: 10px; margin-right: auto; color: inherit; text-decoration: none; }
.seal {
  padding: 6px 6px 7px; border-radius: 6px; background: var(--seal); color: var(--seal-ink);
  font: 700 15px/1 var(--serif); letter-spacing: .1em; text-indent: .1em;
}
.name { color: var(--soft); font-size: 15px; }
.top ul { display: flex; gap: 4px; }
.top nav a { display: block; padding: 6px 12px; border-radius: 8px; color: var(--soft); text-decoration: none; font-size: 15px; }
.top nav a:hover { color: var(--seal); }
.top nav a[aria-current] { background: var(--fill); color: var(--ink); font-weight: 600; }
@media (max-width: 480px) { .name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; } .top nav a { padding: 6px 10px; } }
footer { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 20px; padding-top: 16px; padding-bottom: 22px; color: var(--soft); font-size: 13px; }
footer a { color: inherit; }
footer span { margin-left: 12px; }

.ask {
  display: flex; gap: 6px; padding: 6px; border: 1px solid var(--line); border-radius: 16px;
  background: var(--card); box-shadow: var(--shadow);
}
.ask:focus-within { border-color: var(--seal); outline: 1px solid var(--seal); }
.ask input {
  flex: 1; min-width: 0; padding: 10px 12px; border: 0; outline: 0; background: none; color: inherit;
  font: inherit; font-size: 17px; appearance: none;
}
input::placeholder { color: var(--soft); opacity: 1; }
.ask button {
  padding: 0 22px; min-height: 46px; border: 0; border-radius: 11px; background: var(--seal); color: var(--seal-ink);
  font: inherit; font-weight: 600; cursor: pointer; white-space: nowrap;
}
.ask button[aria-disabled] { opacity: .6; cursor: progress; }
.ask.small { max-width: 640px; margin-top: 16px; }
.lead { margin-top: 6px; color: var(--soft); text-wrap: balance; }
.lead + .ask { margin-top: 20px; }
.working { min-height: 28px; padding-top: 4px; color: var(--soft); font-size: 14px; }
.start .working:empty { display: none; }
.error { margin-top: 18px; padding: 14px 16px; border-radius: 12px; background: var(--caveat); color: var(--caveat-ink); }
.error + p { margin-top: 16px; }
.quiet { padding: 0 6px; border: 0; background: none; color: var(--soft); font: inherit; font-size: 13px; text-decoration: underline; text-underline-offset: .2em; cursor: pointer; }
.start main, .login main { max-width: 760px; }
.asked .ask { max-width: 760px; }
.hero { padding-top: clamp(28px, 10vh, 110px); margin-bottom: 26px; }
.hero h1 { font: 700 clamp(34px, 9vw, 50px)/1.25 var(--serif); letter-spacing: .04em; }
.hero .lead { font-size: 17px; }
.login main, .message main, .comparing main { padding-top: 20px; }

.chips { margin-top: 24px; }
.chips ul { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.chips li a {
  display: block; padding: 8px 14px; border: 1px solid var(--line); border-radius: 12px; background: var(--card);
  color: inherit; text-decoration: none; line-height: 1.5;
}
.chips li a:hover { border-color: var(--seal); color: var(--seal); }
.covered { margin-top: 30px; padding-top: 18px; border-top: 1px solid var(--line); color: var(--soft); }
.covered ul { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 4px; }
.covered .count { color: var(--ink); }

.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 15px; line-height: 1.55; }
caption { padding-bottom: 8px; text-align: start; font-weight: 600; }
th, td { padding: 9px 10px; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { color: var(--soft); font-size: 13px; font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 500; }
td a { white-space: nowrap; }
th:first-child, td:first-child { padding-left: 4px; }
.num { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.badge { display: inline-block; margin-left: 8px; padding: 0 8px; border-radius: 99px; background: var(--fill); color: var(--soft); font-size: 12px; line-height: 20px; font-weight: 500; white-space: nowrap; }
.badge.plan { background: var(--plan); color: var(--plan-ink); }
mark { padding: 1px 3px; border-radius: 4px; background: var(--mark); color: var(--mark-ink); font-weight: 600; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-top: 14px; font-size: 14px; }
.actions:empty { display: none; }
.actions a, .actions button {
  padding: 5px 14px; border: 1px solid var(--line); border-radius: 99px; background: var(--card);
  color: var(--ink); font: inherit; line-height: 1.6; text-decoration: none; cursor: pointer;
}
.actions a:hover, .actions button:hover { border-color: var(--seal); color: var(--seal); }
[hidden] { display: none !important; }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --seal: #000; --shadow: none; }
  .top nav, .ask, .chips, .working, .actions, .tabs, .skip, footer form, .history { display: none; }
  body { font-size: 11pt; }
  a { color: inherit; text-decoration: none; }
}`;
