/**
 * Weights of the ranker's features, fitted by `npm run fit` (listwise logistic loss, weights not below 0).
 */
import type { FeatureName, Features } from "./features.ts";

export type Weights = Record<FeatureName, number>;

/** For an index with bge vectors. */
export const SEMANTIC: Weights = {
  vectorClause: 2.01,
  vectorPiece: 0.78,
  coverPiece: 1.68,
  coverClause: 3.39,
  coverSentence: 1.24,
  pieceCovered: 1.12,
  charSentence: 1.96,
  charPiece: 0.03,
  bigramClause: 0.05,
  context: 0.58,
  unit: 2.39,
  status: 2.19,
  period: 2.92,
  scope: 0.63,
  role: 1.0,
  direction: 1.12,
  place: 1.0,
  near: 1.5,
  flow: 3.0,
  total: 1.38,
  around: 0.84,
  title: 1.66,
  head: 0.65,
  share: 0.7,
  missing: 0.7,
};

/** For an index with n-gram vectors or none. */
export const LEXICAL: Weights = {
  ...SEMANTIC,
  vectorClause: 1,
  vectorPiece: 1,
  coverPiece: 4,
  coverSentence: 4,
};

/** Weighted sum of the features. */
export function scoreOf(features: Features, weights: Weights): number {
  let sum = 0;
  for (const name of Object.keys(weights) as FeatureName[]) sum += weights[name] * features[name];
  return sum;
}
