/**
 * Weights of the ranker's features, fitted by `npm run fit` (listwise logistic loss, weights not below 0).
 */
import type { FeatureName, Features } from "./features.ts";

export type Weights = Record<FeatureName, number>;

/** For an index with bge vectors. */
export const SEMANTIC: Weights = {
  vectorClause: 2.19,
  vectorPiece: 0.89,
  coverPiece: 1.7,
  coverClause: 2.84,
  coverSentence: 1.53,
  pieceCovered: 1.31,
  charSentence: 1.21,
  charPiece: 0.0,
  bigramClause: 0.59,
  context: 0.0,
  unit: 2.71,
  status: 2.19,
  period: 2.9,
  scope: 0.66,
  role: 1.69,
  direction: 1.84,
  place: 1.0,
  near: 0.27,
  flow: 3.0,
  total: 1.4,
  around: 1.51,
  title: 1.73,
  head: 0.09,
  share: 0.81,
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
