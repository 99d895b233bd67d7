/**
 * Wrong characters in a question, put right by what the index knows; the answer says how it read them.
 */
import type { Region } from "../domain/index.ts";
import { type Body, withNotes } from "./body.ts";
import type { Engine } from "./engine.ts";
import { usedInReports } from "./report-words.ts";
import { type Mend, mendTypos } from "./understand/index.ts";

const names = new WeakMap<readonly Region[], string[]>();

/** The question with its typos mended; as typed when it is too long to be answered. */
export function withoutTypos(
  engine: Engine,
  question: string,
  maxChars: number,
): { question: string; mends: Mend[] } {
  const { catalogue, gazetteer } = engine;
  if (question.length > maxChars) return { question, mends: [] };
  const regions = catalogue.regions();
  const regionNames =
    names.get(regions) ?? regions.flatMap((region) => [region.name, ...gazetteer.shortNames(region)]);
  names.set(regions, regionNames);
  return mendTypos(question, {
    regionNames,
    uses: usedInReports(engine),
    regionsIn: (text) => gazetteer.findRegions(text, { known: regions }),
  });
}

/** The answer with a note for each word that was read as another one. */
export function tellMends(mends: Mend[], body: Body): Body {
  const notes = mends.map(({ typed, meant }) => `问题里的“${typed}”按“${meant}”理解`);
  return withNotes(body, notes);
}
