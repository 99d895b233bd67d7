/**
 * What is left undone, and how much was done, where the report tells neither but both counts: 受理1073件、办结1056件
 * leave 17件 and make 98.42%.
 */

import { isFound, type SlotResult } from "../look-up.ts";
import type { Candidate } from "../select/index.ts";
import { tellsUndone } from "../something-else.ts";
import { asksUndone, bareUnit } from "../understand/index.ts";
import { baseValue } from "../verify/index.ts";
import type { Comparison } from "./compare.ts";

/** 还剩多少 alone says what is left of anything, of offices merged as well. */
const ASKS_REST = /剩(?:下|余)?多少/;
const RATE = /办结率|完成率|处理率|答复率/;
const CAME_IN = /受理|收到|派发|接收|接到|承办|交办|登记/;
const WAS_DONE = /办结|办理|办完|处理|化解|答复|完成/;
/** A sentence this much worse than the best one speaks of something else. */
const WITHIN = 5;

/** The comparisons that answer the slots which were not found; null when a count is missing or a slot asks for something else. */
export function gatherRemainder(results: SlotResult[]): Comparison[] | null {
  const comparisons: Comparison[] = [];
  for (const result of results) {
    // 工单3617件，还剩多少: what was found is no loss where the remainder shows it.
    if (result.kind === "found") continue;
    if (result.kind !== "missing") return null;
    const { asked, own } = result.slot;
    const undone = asksUndone(asked) || ASKS_REST.test(asked);
    if (!undone && !RATE.test(asked)) return null;
    // 蓬江办结率: a rate of what? Of any two counts it would be an invention.
    if (!undone && comparisons.length === 0 && own.replace(RATE, "").trim().length < 2) return null;
    const pair = countsOf(results.flatMap((r) => r.candidates).filter(fits));
    if (!pair) return null;
    const [inflow, done] = pair.map((candidate) => ({ name: candidate.profile.figure.metric, candidate }));
    if (!inflow || !done) return null;
    comparisons.push(
      undone
        ? { operation: "difference", operands: [inflow, done], missing: [], origin: "counts", left: "未办结" }
        : { operation: "share", operands: [done, inflow], missing: [], origin: "counts", left: "" },
    );
  }
  const shown = comparisons.flatMap((c) => c.operands.map((o) => o.candidate.profile.figure.id));
  const lost = results.some((r) => isFound(r) && !shown.includes(r.best.profile.figure.id));
  return comparisons.length > 0 && !lost ? comparisons : null;
}

/** Words of the question that the sentence must show, 0 to 1. */
const LEAST_COVERED = 0.4;

/** True for a figure of the asked period and place whose sentence speaks of what is asked. */
function fits({ features }: Candidate): boolean {
  return features.period > -0.35 && features.place > -0.5 && features.coverSentence >= LEAST_COVERED;
}

/** Of the sentences that tell what came in and what was done of it, the one that fits best. */
function countsOf(candidates: Candidate[]): [Candidate, Candidate] | null {
  const counts = [...new Map(candidates.map((c) => [c.profile.figure.id, c])).values()].filter(
    ({ profile: { figure } }) =>
      figure.role === "value" && figure.status === "actual" && /[件宗起项]$/.test(figure.unit),
  );
  const best = Math.max(...counts.map((c) => c.score));
  const near = counts.filter((c) =>
    counts.some((other) => sameSentence(c, other) && other.score >= best - WITHIN),
  );
  const inflow = (c: Candidate) =>
    (CAME_IN.test(c.profile.figure.piece) || /^其中/.test(c.profile.figure.piece)) &&
    !WAS_DONE.test(c.profile.figure.piece);
  const pairs = near.filter(inflow).flatMap((a) =>
    near
      .filter(({ profile: { figure } }) => WAS_DONE.test(figure.piece) && !CAME_IN.test(figure.piece))
      // 其余2件结转下年度办理 is what is left.
      .filter((b) => !tellsUndone(b.profile.figure.piece))
      .filter((b) => alike(a, b))
      .map((b): [Candidate, Candidate] => [a, b]),
  );
  // 累计受理2779宗，其中联合验收243宗，已办结198宗: what was done belongs to the count right before it.
  const distance = ([a, b]: [Candidate, Candidate]) => b.profile.figure.start - a.profile.figure.end;
  return (
    pairs
      .filter((pair) => distance(pair) > 0)
      .sort((x, y) => y[1].score - x[1].score || distance(x) - distance(y))[0] ?? null
  );
}

function sameSentence(a: Candidate, b: Candidate): boolean {
  const [x, y] = [a.profile.figure, b.profile.figure];
  return x.reportId === y.reportId && x.sentenceStart === y.sentenceStart;
}

function alike(a: Candidate, b: Candidate): boolean {
  const [x, y] = [a.profile.figure, b.profile.figure];
  return sameSentence(a, b) && bareUnit(x.unit) === bareUnit(y.unit) && baseValue(y) <= baseValue(x);
}
