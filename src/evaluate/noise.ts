/**
 * Questions asked when the sentences that answer them are hidden, so that only noise is left: the right answer is a
 * refusal (negative rejection: Chen et al., Benchmarking Large Language Models in Retrieval-Augmented Generation, 2023).
 */
import type { TracedAssistant } from "../answer/index.ts";
import type { Figure, Passage } from "../domain/index.ts";
import type { Store } from "../store/index.ts";
import { docsOf, type GoldQuestion } from "./questions.ts";
import { type Miss, same, type Tally } from "./score.ts";

/** Asks every figure question of an assistant that cannot see its evidence, and counts the refusals. */
export async function askOverNoise(
  store: Store,
  questions: readonly GoldQuestion[],
  build: (hiding: Store) => Promise<TracedAssistant | undefined> | TracedAssistant | undefined,
): Promise<{ tally: Tally; misses: Miss[] }> {
  const tally: Tally = { hits: 0, of: 0 };
  const misses: Miss[] = [];
  for (const question of questions) {
    if (question.type !== "figure" || question.figures.length === 0) continue;
    const hiding = withoutEvidence(store, question);
    const assistant = hiding && (await build(hiding));
    if (!assistant) continue;
    const answer = await assistant.ask({ id: question.id, question: question.question });
    tally.of++;
    if (answer.kind === "refusal") tally.hits++;
    else {
      const why = answer.text.replace(/\s+/g, " ").slice(0, 140);
      misses.push({ measure: "refuses_over_noise", id: question.id, question: question.question, why });
    }
  }
  return { tally, misses };
}

/** The store without the sentences, and the passages around them, that hold a gold figure; null when none does. */
function withoutEvidence(store: Store, question: GoldQuestion): Store | null {
  const docs = docsOf(question);
  const hidden = store
    .reports()
    .filter(({ file }) => docs.has(file))
    .flatMap(({ id }) =>
      store.figuresOf(id).filter((figure) => question.figures.some((gold) => same(gold, figure))),
    );
  if (hidden.length === 0) return null;
  const sees = ({ reportId, sentenceStart }: Figure) =>
    !hidden.some((h) => h.reportId === reportId && h.sentenceStart === sentenceStart);
  const reads = ({ reportId, start, end }: Passage) =>
    !hidden.some((h) => h.reportId === reportId && h.start >= start && h.end <= end);
  return {
    ...store,
    figuresOf: (reportId) => store.figuresOf(reportId).filter(sees),
    passagesOf: (reportId) => store.passagesOf(reportId).filter(reads),
    searchPassages: (...query) => store.searchPassages(...query).filter(({ passage }) => reads(passage)),
    nearestPassages: (...query) => store.nearestPassages(...query).filter(({ passage }) => reads(passage)),
    searchFigures: (...query) => store.searchFigures(...query).filter(({ figure }) => sees(figure)),
    nearestFigures: (...query) => store.nearestFigures(...query).filter(({ figure }) => sees(figure)),
  };
}
