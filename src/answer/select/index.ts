export {
  type Concept,
  conceptsOf,
  coverage,
  diceOf,
  type Frequencies,
  idf,
  missingName,
} from "./concepts.ts";
export {
  asksChange,
  asksDelta,
  asksFlow,
  FEATURE_NAMES,
  type FeatureName,
  type Features,
  type PreparedSlot,
  prepareSlot,
  prepareWords,
  type RankContext,
} from "./features.ts";
export { type FigureProfile, FigureProfiles, targetOf } from "./profile.ts";
export { averageOf } from "./scope-fit.ts";
export { anchorOf, type Candidate, type GuardedReport, rank, type Selector } from "./select.ts";
export { LEXICAL, SEMANTIC, scoreOf, type Weights } from "./weights.ts";
