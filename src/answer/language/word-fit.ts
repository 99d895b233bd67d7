/**
 * How well words fit a ledger row: by pairs of neighbouring characters, so that no dictionary is needed.
 */
import type { Figure } from "../../domain/index.ts";
import { fold } from "../../text/index.ts";

/** Words that say nothing of what is measured. */
const GLUE =
  /根据|按照|报告|显示|数据|其中|此外|另外|同时|以及|并且|情况|方面|共有|一共|总共|共计|合计|共|达到|达|到|实现|完成|为|是|有|的|了|在|和|与|及|也|还|则|而|已|于|该|当年|全年|年度|让|将|使|把|其|这|计划|目标|力争|预期/g;

/** The text with glue words blanked. */
export function glueless(text: string): string {
  return text.replace(GLUE, " ");
}

/** Pairs of neighbouring Chinese characters, each once; a lone character counts as itself. */
export function pairsOf(text: string): string[] {
  const pairs = new Set<string>();
  for (const [run] of text.matchAll(/\p{Script=Han}+/gu)) {
    const characters = [...run];
    if (characters.length === 1) pairs.add(run);
    for (let i = 0; i + 1 < characters.length; i++) pairs.add(`${characters[i]}${characters[i + 1]}`);
  }
  return [...pairs];
}

type Worded = Pick<Figure, "piece" | "clause" | "raw" | "scope">;

/** Share of the pairs that the row's words hold, those of its sentence's subject included, 0 to 1. */
export function fitOf(pairs: readonly string[], row: Worded): number {
  return shareIn(pairs, `${row.piece} ${row.clause} ${row.raw} ${row.scope}`);
}

/** Tells rows of one sentence apart, 0 to 2: a row shares its subject with its neighbours, its own piece with none. */
export function nearness(pairs: readonly string[], row: Worded): number {
  return fitOf(pairs, row) + shareIn(pairs, `${row.piece} ${row.raw}`);
}

function shareIn(pairs: readonly string[], words: string): number {
  const text = fold(words).replace(/\s+/g, "|");
  return pairs.filter((pair) => text.includes(pair)).length / Math.max(1, pairs.length);
}
