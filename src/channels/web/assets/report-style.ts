/**
 * Reports: the list, one report for reading with its outline, its table of figures, a region's key figures.
 */

/** CSS. */
export const reportStyle = `.wide main { padding-top: 12px; }
.wide section { margin-top: 34px; }
.wide section > h2 { margin-bottom: 8px; color: var(--ink); font-size: 19px; }
.wide section > h2 small { color: var(--soft); }
.matrix { width: auto; min-width: min(100%, 420px); }
.matrix td, .matrix thead th { text-align: center; white-space: nowrap; }
.matrix .num { text-align: end; }
.matrix thead th:first-child { text-align: start; }
.none { color: var(--soft); }
.cards { display: grid; gap: 12px; }
.report { padding: 16px 18px; border: 1px solid var(--line); border-radius: 16px; background: var(--card); }
.report .title { font-size: 17px; font-weight: 600; line-height: 1.5; }
.report .title a { color: var(--ink); text-decoration: none; }
.report .title a:hover { color: var(--seal); text-decoration: underline; }
.pager { display: flex; justify-content: center; gap: 18px; margin-top: 20px; }

.head h1 { margin: 2px 0 4px; }
.notices { display: grid; gap: 6px; margin-top: 16px; padding: 12px 16px; border-radius: 12px; background: var(--caveat); color: var(--caveat-ink); font-size: 15px; }
.columns { margin-top: 22px; }
.outline h2 { margin-bottom: 6px; }
.outline a { display: block; padding: 5px 10px; border-radius: 8px; color: var(--soft); font-size: 14px; line-height: 1.5; text-decoration: none; }
.outline a:hover, .outline a[aria-current] { background: var(--fill); color: var(--ink); }
.outline .level-2 a { padding-left: 24px; }
.outline .level-3 a { padding-left: 38px; }
.outline.side { display: none; }
.outline.fold { margin-bottom: 14px; padding: 10px 14px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
.outline.fold summary { font-weight: 600; cursor: pointer; }
.outline.fold ol { margin-top: 8px; max-height: 50vh; overflow-y: auto; }
.paper { padding: 22px 18px; border: 1px solid var(--line); border-radius: 18px; background: var(--card); box-shadow: var(--shadow); font-size: 17px; line-height: 1.95; }
.paper p { max-width: 44em; margin: 0 auto; }
.paper p + p { margin-top: .75em; }
.paper p.paragraph { text-align: justify; }
.paper p.row { font-size: 15px; line-height: 1.6; border-bottom: 1px solid var(--line); }
.paper p.row + p.row { margin-top: 0; }
.paper p.meta { color: var(--soft); font-size: 13px; line-height: 1.5; }
.paper p.meta + p.meta { margin-top: 0; }
.paper p.page { margin: 1.2em auto; color: var(--soft); font-size: 13px; text-align: center; }
.paper h2, .paper h3, .paper h4 { max-width: 44em; margin: 1.5em auto .5em; color: var(--ink); font-size: 20px; line-height: 1.5; scroll-margin-top: 20px; }
.paper > :first-child { margin-top: 0; }
.paper h3 { font-size: 18px; }
.paper h4 { font-size: 17px; }
.paper b { font-weight: 600; font-variant-numeric: tabular-nums; }
.paper mark { font-weight: inherit; padding: 3px 0; }
.paper mark b { color: inherit; font-weight: 700; }
#mark { scroll-margin-top: 30vh; outline: 0; }
.paper [id] { scroll-margin-top: 20px; }
.paper #mark { scroll-margin-top: 30vh; }
#figures { scroll-margin-top: 10px; }
.filter { margin-bottom: 10px; font-size: 15px; }
.filter input { padding: 7px 12px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); color: inherit; font: inherit; }
.matches { color: var(--soft); }
thead button { padding: 0; border: 0; background: none; color: inherit; font: inherit; font-weight: 600; cursor: pointer; }
thead button::after { content: " ↕"; opacity: .6; }
th[aria-sort="ascending"] button::after { content: " ↑"; opacity: 1; }
th[aria-sort="descending"] button::after { content: " ↓"; opacity: 1; }
.sortable td:nth-child(3), .sortable td:nth-child(4) { white-space: nowrap; }
.sortable .extra { color: var(--soft); font-size: 14px; }
.sortable td:first-child { width: 1%; }
@media (max-width: 760px) { .extra { display: none; } th, td { padding: 8px 6px; } }
@media (max-width: 560px) { .sortable :is(th, td):nth-child(3), .comparison :is(th, td):nth-child(3) { display: none; } .sortable td:first-child { white-space: normal; min-width: 6em; } }

.tabs ul { display: flex; flex-wrap: wrap; gap: 4px; margin-top: 14px; }
.tabs a { display: block; padding: 4px 14px; border-radius: 99px; color: var(--soft); text-decoration: none; }
.tabs a[aria-current] { background: var(--seal); color: var(--seal-ink); }
.group ul { display: grid; gap: 1px; border: 1px solid var(--line); border-radius: 16px; overflow: hidden; background: var(--line); }
.group li { padding: 12px 16px; background: var(--card); }
.group .value { font-size: 16px; }
.group .value a { color: inherit; text-decoration: none; }
.group .value a:hover { text-decoration: underline; }
.group .value strong { color: var(--seal); font-size: 27px; line-height: 1.3; font-variant-numeric: tabular-nums; padding: 0 3px 0 0; }
.group .metric { font-size: 15px; }
.group .where { font-size: 13px; }
@media (min-width: 640px) {
  .cards { grid-template-columns: repeat(auto-fill, minmax(400px, 1fr)); }
  .group ul { grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); border: 0; gap: 12px; background: none; overflow: visible; }
  .group li { border: 1px solid var(--line); border-radius: 14px; }
  .paper { padding: 36px 44px; }
}
@media (min-width: 1000px) {
  .columns { display: grid; grid-template-columns: 250px minmax(0, 1fr); gap: 30px; align-items: start; }
  .columns.single { grid-template-columns: minmax(0, 1fr); }
  .outline.side { display: block; position: sticky; top: 16px; max-height: calc(100vh - 32px); overflow-y: auto; }
  .outline.fold { display: none; }
}
@media print {
  .outline, .filter { display: none; }
  .columns { display: block; }
  .paper { padding: 0; border: 0; font-size: 11pt; line-height: 1.7; }
  .wide section { margin-top: 14pt; break-inside: avoid-page; }
  #figures { break-inside: auto; }
  .group ul { grid-template-columns: repeat(3, 1fr); gap: 4pt; }
  .group li { padding: 5pt 8pt; break-inside: avoid; }
  .group .value strong { font-size: 16pt; }
}`;
