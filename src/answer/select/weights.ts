/**
 * Weights of the ranker's features, fitted by `npm run fit` (listwise logistic loss, weights not below 0).
 */
import type { FeatureName, Features } from "./features.ts";

export type Weights = Record<FeatureName, number>;

/** For an index with bge vectors. */
export const SEMANTIC: Weights = {
  vectorClause: 1.67,
  vectorPiece: 1.44,
  coverPiece: 2.32,
  coverClause: 2.62,
  coverSentence: 1.58,
  pieceCovered: 1.23,
  charSentence: 2.04,
  charPiece: 0.03,
  bigramClause: 0.0,
  context: 0.45,
  unit: 2.52,
  status: 2.53,
  period: 2.82,
  scope: 0.65,
  role: 1.0,
  direction: 1.07,
  place: 1.0,
  near: 1.5,
  flow: 3.0,
  total: 0.75,
  around: 1.16,
  title: 1.62,
  head: 0.66,
  share: 0.89,
  missing: 0.85,
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
