/**
 * Scores of the rules and of the rules with a chat model in, lines for a person out: both side by side, and what the
 * model cost in calls, tokens and time.
 */
import type { LanguageReport } from "../answer/index.ts";
import type { Scores, Tally } from "./score.ts";

/** One line per measure: rules, model, difference in points. */
export function renderSideBySide(rules: Scores, model: Scores): string {
  const names = [...new Set([...Object.keys(rules.tallies), ...Object.keys(model.tallies)])].sort();
  const rows = names.map((name) => {
    const [a, b] = [rules.tallies[name], model.tallies[name]];
    const change = percent(b) - percent(a);
    return row(name, shown(a), shown(b), `${change >= 0 ? "+" : ""}${change.toFixed(1)}`);
  });
  return [
    row("", "rules", "model", "points"),
    ...rows,
    row("ungrounded_numbers", String(rules.ungroundedNumbers), String(model.ungroundedNumbers), ""),
    row("p50 ms", String(rules.p50Ms), String(model.p50Ms), ""),
    row("p95 ms", String(rules.p95Ms), String(model.p95Ms), ""),
  ].join("\n");
}

/** Calls, tokens and time of the model, how often it answered, and why it did not. */
export function renderCost(reports: readonly LanguageReport[]): string {
  const sum = (of: (report: LanguageReport) => number) => reports.reduce((total, r) => total + of(r), 0);
  const used = ["understand", "choose", "phrase"].map(
    (use) => `${use} ${reports.filter((r) => r.used.some((one) => one === use)).length}`,
  );
  const failures = new Map<string, number>();
  for (const { failure } of reports) if (failure) failures.set(failure, (failures.get(failure) ?? 0) + 1);
  const first = reports.flatMap((r) => r.firstTextMs ?? []).sort((a, b) => a - b);
  return [
    `model asked on ${reports.length} questions, ${sum((r) => r.calls)} calls, ${sum((r) => r.inputTokens)} + ${sum((r) => r.outputTokens)} tokens, ${(sum((r) => r.ms) / 1000).toFixed(1)} s`,
    `in the answer: ${used.join(", ")}; first characters after ${first[Math.floor(first.length / 2)] ?? "-"} ms (median)`,
    ...[...failures].map(([failure, count]) => `${count} × ${failure}`),
  ].join("\n");
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
