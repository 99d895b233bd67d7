/**
 * An answer: figures large, text, caveats, sources; beside each other on a desktop.
 */

/** CSS. */
export const answerStyle = `.card { padding: 20px 18px; border: 1px solid var(--line); border-radius: 18px; background: var(--card); box-shadow: var(--shadow); }
.answer { margin-top: 4px; }
.answer[aria-busy], #result[aria-busy] > :not(.coming) { opacity: .5; }
.tiles { display: grid; grid-template-columns: 1fr; }
.tile { padding: 14px 0; border-top: 1px solid var(--line); }
.tile:first-child { padding-top: 0; border-top: 0; }
.where { color: var(--soft); font-size: 14px; line-height: 1.6; }
.tile .value { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 5px; margin: 2px 0; color: var(--seal); }
.tile strong { font-size: 34px; font-weight: 700; line-height: 1.2; letter-spacing: -.01em; font-variant-numeric: tabular-nums; }
.tile:first-child strong { font-size: clamp(50px, 15vw, 68px); line-height: 1.08; }
.tile.long strong, .tile.long:first-child strong { font-size: 28px; line-height: 1.3; }
.tile .unit { font-size: 17px; font-weight: 600; }
.tile:first-child .unit { font-size: 21px; }
.metric { line-height: 1.6; }
.text { font-size: 17px; text-wrap: pretty; }
.tiles + .text { margin-top: 4px; padding-top: 16px; border-top: 1px solid var(--line); }
.text p + p { margin-top: 10px; }
.text .caveat { padding: 10px 14px; border-radius: 10px; background: var(--caveat); color: var(--caveat-ink); font-size: 15px; }
.kind-refusal .card { border-left: 4px solid var(--soft); }
sup { line-height: 0; }
sup a { margin: 0 2px; padding: 1px 6px; border-radius: 6px; background: var(--fill); color: var(--ink); font-size: 12px; text-decoration: none; }
sup a:hover { background: var(--seal); color: var(--seal-ink); }
.nearest { margin-top: 24px; }
.nearest .tiles { margin-top: 8px; padding: 14px 18px; border: 1px dashed var(--soft); border-radius: 16px; }
.nearest .tile:first-child strong, .nearest .tile strong { font-size: 28px; line-height: 1.3; }
.nearest .tile:last-child { padding-bottom: 0; }
.nearest .tile .value { color: var(--ink); }
.nearest .tile .unit, .nearest .tile:first-child .unit { font-size: 15px; }

.sources { margin-top: 26px; }
.sources li { margin-top: 10px; padding: 16px 18px; border: 1px solid var(--line); border-radius: 16px; background: var(--card); }
.sources li:target { border-color: var(--seal); outline: 1px solid var(--seal); }
.sources blockquote { padding-left: 12px; border-left: 3px solid var(--seal); white-space: pre-line; }
.sources .title { margin-top: 12px; font-size: 15px; font-weight: 600; line-height: 1.55; }
.sources .n { display: inline-block; min-width: 20px; margin-right: 8px; padding: 0 5px; border-radius: 6px; background: var(--fill); font-size: 12px; line-height: 20px; text-align: center; vertical-align: 2px; }
.section { color: var(--soft); font-size: 14px; line-height: 1.65; }
.file { color: var(--soft); font-size: 13px; }
.sources .place { display: flex; justify-content: space-between; align-items: baseline; gap: 14px; margin-top: 8px; }
.open { flex: none; padding: 4px 14px; border: 1px solid var(--seal); border-radius: 99px; font-size: 14px; text-decoration: none; }
.open:hover { background: var(--seal); color: var(--seal-ink); }
.time { margin-top: 14px; color: var(--soft); font-size: 13px; }

.comparison { margin-top: 18px; }
.card > .comparison:first-child { margin-top: 0; }
.chart { display: block; width: 100%; max-width: 760px; height: auto; margin: 0 auto 18px; border-radius: 10px; background: #fff; }
.comparison td.num { font-size: 17px; font-weight: 600; }
@media (min-width: 640px) {
  .card { padding: 26px 28px; }
  .tiles { grid-template-columns: repeat(2, 1fr); gap: 0 28px; }
  .tile:first-child { padding-bottom: 18px; }
  .tile:nth-child(2) { padding-top: 0; border-top: 0; }
  .tile:first-child:nth-last-child(3) { grid-row: span 2; }
  .tile:only-child { grid-column: 1 / -1; }
}
@media (min-width: 1000px) {
  .answer { display: grid; grid-template-columns: minmax(0, 1fr) 400px; gap: 0 28px; align-items: start; }
  .answer.kind-clarify, .answer.kind-list { display: block; max-width: 760px; }
  .sources { margin-top: 0; }
  .sources h2 { display: none; }
  .sources li:first-child { margin-top: 0; }
  .time { grid-column: 1 / -1; }
}
@media print { .answer { display: block; } .open, .time { display: none; } .card, .sources li { box-shadow: none; break-inside: avoid; } }`;
