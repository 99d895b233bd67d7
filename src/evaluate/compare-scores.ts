/**
 * Scores of several ways of answering in, lines for a person out: all side by side, and what a chat model cost in calls,
 * tokens, money and time.
 */
import type { LanguageReport } from "../answer/index.ts";
import type { Scores, Tally } from "./score.ts";

/** One line per measure, a column per way of answering; then the points between the first and the last. */
export function renderSideBySide(columns: Readonly<Record<string, Scores>>): string {
  const all = Object.values(columns);
  const names = [...new Set(all.flatMap(({ tallies }) => Object.keys(tallies)))].sort();
  const rows = names.map((name) => {
    const tallies = all.map((scores) => scores.tallies[name]);
    const change = percent(tallies.at(-1)) - percent(tallies[0]);
    return row(name, ...tallies.map(shown), `${change >= 0 ? "+" : ""}${change.toFixed(1)}`);
  });
  const plain = (name: string, of: (scores: Scores) => number) =>
    row(name, ...all.map((scores) => String(of(scores))));
  return [
    row("", ...Object.keys(columns), "points"),
    ...rows,
    plain("ungrounded_numbers", (scores) => scores.ungroundedNumbers),
    plain("p50 ms", (scores) => scores.p50Ms),
    plain("p95 ms", (scores) => scores.p95Ms),
  ].join("\n");
}

/** Calls, tokens, money and time of the model, how often it answered, and why it did not. */
export function renderCost(reports: readonly LanguageReport[]): string {
  const sum = (of: (report: LanguageReport) => number) => reports.reduce((total, r) => total + of(r), 0);
  const used = ["understand", "choose", "phrase"].map(
    (use) => `${use} ${reports.filter((r) => r.used.some((one) => one === use)).length}`,
  );
  const failures = new Map<string, number>();
  for (const { failure } of reports) if (failure) failures.set(failure, (failures.get(failure) ?? 0) + 1);
  const first = reports.flatMap((r) => r.firstTextMs ?? []).sort((a, b) => a - b);
  const words = reports.flatMap((r) => r.firstWordsMs ?? []).sort((a, b) => a - b);
  return [
    `model asked on ${reports.length} questions, ${sum((r) => r.calls)} calls, ${sum((r) => r.inputTokens)} + ${sum((r) => r.outputTokens)} tokens, ${(sum((r) => r.ms) / 1000).toFixed(1)} s`,
    ...moneyLine(reports),
    `in the answer: ${used.join(", ")}; first characters after ${middle(first)} ms, first checked words ${middle(words)} ms after a wording's first characters (medians)`,
    ...[...failures].map(([failure, count]) => `${count} × ${failure}`),
  ].join("\n");
}

/** Nothing without a price; "at least" where some calls were not counted. */
function moneyLine(reports: readonly LanguageReport[]): string[] {
  const priced = reports.flatMap((r) => r.costYuan ?? []);
  if (priced.length === 0) return [];
  const yuan = priced.reduce((a, b) => a + b, 0);
  const uncounted = reports.reduce((total, r) => total + r.uncounted, 0);
  const perThousand = (1000 * yuan) / reports.length;
  const bound = uncounted > 0 ? "at least " : "";
  const note = uncounted > 0 ? `; ${uncounted} calls whose tokens the server did not tell` : "";
  return [
    `cost ${bound}${yuan.toFixed(4)} yuan, ${perThousand.toFixed(2)} a thousand questions that asked the model${note}`,
  ];
}

function middle(sorted: readonly number[]): number | "-" {
  return sorted[Math.floor(sorted.length / 2)] ?? "-";
}

function row(name: string, ...cells: string[]): string {
  return `${name.padEnd(30)}${cells.map((cell) => cell.padStart(18)).join("")}`;
}

function shown(tally: Tally | undefined): string {
  return tally ? `${tally.hits}/${tally.of} ${percent(tally).toFixed(1)} %` : "-";
}

function percent(tally: Tally | undefined): number {
  return tally && tally.of > 0 ? (100 * tally.hits) / tally.of : 0;
}
