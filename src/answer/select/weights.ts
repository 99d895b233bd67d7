/**
 * Weights of the ranker's features, fitted by `npm run fit` (listwise logistic loss, weights not below 0).
 */
import type { FeatureName, Features } from "./features.ts";

export type Weights = Record<FeatureName, number>;

/** For an index with bge vectors. */
export const SEMANTIC: Weights = {
  vectorClause: 1.57,
  vectorPiece: 1.38,
  coverPiece: 2.33,
  coverClause: 2.56,
  coverSentence: 1.57,
  pieceCovered: 1.22,
  charSentence: 2.04,
  charPiece: 0.10,
  bigramClause: 0.00,
  context: 0.45,
  unit: 2.48,
  status: 2.53,
  period: 2.78,
  scope: 0.71,
  role: 1.00,
  direction: 1.51,
  place: 1.00,
  near: 1.50,
  flow: 3.00,
  total: 0.76,
  around: 1.16,
  title: 1.62,
  head: 0.57,
  share: 0.93,
  missing: 0.83,
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
