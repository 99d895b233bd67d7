/**
 * A report's figures in; the words out by which some of them may speak of more than the report's own region.
 */
import type { Figure, Region } from "../domain/index.ts";
import type { Gazetteer } from "../text/index.ts";

const WHOLES = ["全省", "全市", "全县", "全镇", "全区"];

/** Which of 全省, 全市… figures carry or open with, and which names of regions around the report's own open a piece. */
export function wholesOf(
  figures: readonly Pick<Figure, "piece" | "scope">[],
  region: Region | null,
  gazetteer: Pick<Gazetteer, "parentOf">,
): string[] {
  const names: string[] = [];
  for (let outer = region && gazetteer.parentOf(region); outer; outer = gazetteer.parentOf(outer)) {
    names.push(outer.name);
  }
  const opens = [...WHOLES, ...names];
  const found = new Set<string>();
  for (const { piece, scope } of figures) {
    for (const word of opens) if (piece.startsWith(word)) found.add(word);
    for (const word of scope.split(" ")) if (WHOLES.includes(word)) found.add(word);
  }
  return [...found];
}
