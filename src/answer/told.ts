/**
 * The figures told before in a chat that 哪个高, 这两个差多少 or 加起来多少 speaks of.
 */
import type { Operand } from "./compare.ts";
import type { Turn } from "./converse.ts";
import { bareUnit, type Operation } from "./understand/index.ts";

/**
 * The figures meant, in the order told; fewer than two when the chat has told too few.
 * @param count how many the message points at; null when it does not say
 */
export function toldBefore(last: Turn, operation: Operation, count: number | null): Operand[] {
  const all = distinct([...last.before, ...last.operands]);
  if (count !== null) return all.length >= count ? toldApart(all.slice(-count)) : [];
  const several = distinct(last.operands);
  if (several.length >= 2) return toldApart(several);
  const run = ["sum", "max", "min", "rank"].includes(operation) ? runOf(all) : [];
  return toldApart(run.length >= 2 ? run : all.slice(-2));
}

/** The latest figures of one unit that were asked one after the other: by the same words, or of the same report. */
function runOf(all: Operand[]): Operand[] {
  const latest = all.at(-1);
  if (!latest) return [];
  const figure = (o: Operand) => o.candidate.profile.figure;
  const breaks = all.findLastIndex(
    (o) =>
      bareUnit(figure(o).unit) !== bareUnit(figure(latest).unit) ||
      (o.name !== latest.name && figure(o).reportId !== figure(latest).reportId),
  );
  return all.slice(breaks + 1);
}

/** Each figure once, where it was told last. */
function distinct(operands: Operand[]): Operand[] {
  const byId = new Map<string, Operand>();
  for (const operand of operands) {
    const { id } = operand.candidate.profile.figure;
    byId.delete(id);
    byId.set(id, operand);
  }
  return [...byId.values()];
}

/** Operands named by what tells them apart: region, else period, else measure. */
function toldApart(operands: Operand[]): Operand[] {
  const names = [
    operands.map((o) => o.candidate.profile.figure.region),
    operands.map((o) => o.candidate.profile.figure.period?.label ?? ""),
    operands.map((o) => o.candidate.profile.figure.metric),
  ].find((candidates) => new Set(candidates).size === operands.length && !candidates.includes(""));
  return operands.map((operand, i) => ({ ...operand, name: names?.[i] ?? operand.name.replaceAll(" ", "") }));
}
