/**
 * The figures told before in a chat that 哪个高, 这两个差多少 or 加起来多少 speaks of.
 */
import type { Figure } from "../../domain/index.ts";
import type { Operand } from "../comparing/index.ts";
import { contains } from "../hindrance.ts";
import { bareUnit, type Operation } from "../understand/index.ts";
import type { Turn } from "./converse.ts";

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
  if (operation === "sum") {
    // 加起来 after a total and its parts: the parts.
    const parts = run.filter((o) => !run.some((x) => x !== o && contains(figureOf(o), figureOf(x))));
    if (parts.length >= 2) return toldApart(parts);
  }
  return toldApart(run.length >= 2 ? run : all.slice(-2));
}

/** The latest figures of one unit that were asked one after the other: by the same words, or of the same report. */
function runOf(all: Operand[]): Operand[] {
  const latest = all.at(-1);
  if (!latest) return [];
  const breaks = all.findLastIndex(
    (o) =>
      bareUnit(figureOf(o).unit) !== bareUnit(figureOf(latest).unit) ||
      (o.name !== latest.name && figureOf(o).reportId !== figureOf(latest).reportId),
  );
  return all.slice(breaks + 1);
}

function figureOf({ candidate }: Operand): Figure {
  return candidate.profile.figure;
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
