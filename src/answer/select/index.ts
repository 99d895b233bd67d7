export {
  type Concept,
  conceptsOf,
  coverage,
  diceOf,
  missingName,
} from "./concepts.ts";
export {
  asksChange,
  asksDelta,
  asksFlow,
  FEATURE_NAMES,
  type FeatureName,
  type PreparedSlot,
  prepareSlot,
  prepareWords,
} from "./features.ts";
export { FigureProfiles, targetOf } from "./profile.ts";
export { averageOf } from "./scope-fit.ts";
export { anchorOf, type Candidate, type GuardedReport, rank, type Selector } from "./select.ts";
export { LEXICAL, SEMANTIC, type Weights } from "./weights.ts";
