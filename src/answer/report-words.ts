/**
 * Whether any report uses a word, by the index's own counts: what tells a typo from a rare word, and small talk from a
 * question.
 */
import { terms } from "../text/index.ts";
import type { Engine } from "./engine.ts";

/** Tells whether the characters of a word stand beside each other in some report. */
export function usedInReports({ store }: Engine): (word: string) => boolean {
  const frequencies = store.documentFrequency();
  const used = (term: string) =>
    frequencies.of(term) > 0 || store.searchPassages([term], { limit: 1 }).length > 0;
  return (word) => {
    const all = terms(word);
    const long = all.filter((term) => term.length > 1);
    return (long.length > 0 ? long : all).every(used);
  };
}
