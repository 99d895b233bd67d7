/**
 * How far a measure moved, where the report tells only both ends: 由86.3%提高到91.8% answers 提高了几个百分点 with 5.5.
 */
import type { Figure } from "../../domain/index.ts";
import type { Engine } from "../engine.ts";
import type { Found } from "../look-up.ts";
import { bareUnit, unitFamily } from "../understand/index.ts";
import type { Comparison } from "./compare.ts";

const ASKS_HOW_FAR =
  /(?:提高|提升|上升|增加|增长|扩大|下降|降低|减少|压缩|压减|缩短|精简|[涨升增降减压缩])(?:了|掉了?|少了?)?(?:多少|几)/;

/** The two ends of the only figure found; null where it has no other end or the question does not ask how far it moved. */
export function gatherEnds(engine: Engine, found: Found[]): Comparison | null {
  const [only, another] = found;
  if (!only || another || !ASKS_HOW_FAR.test(only.slot.asked)) return null;
  const { best } = only;
  const { figure } = best.profile;
  const from = engine.profiles.of(figure.reportId).find((p) => p.figure.id === figure.pairedWith);
  if (from?.figure.role !== "from" || bareUnit(from.figure.unit) !== bareUnit(figure.unit)) return null;
  const operands = [best, { ...best, profile: from }].map((candidate) => ({ name: "", candidate }));
  return { operation: "difference", operands, missing: [], origin: "counts", moved: movedBy(figure) };
}

function movedBy({ direction, unit }: Figure): string {
  const family = unitFamily(unit);
  if (direction === "down") return family === "duration" ? "缩短" : family === "percent" ? "下降" : "减少";
  return family === "percent" ? "提高" : "增加";
}
