/**
 * Weights of the ranker's features, fitted by `npm run fit` (listwise logistic loss, weights not below 0).
 */
import type { FeatureName, Features } from "./features.ts";

export type Weights = Record<FeatureName, number>;

/** For an index with bge vectors. */
export const SEMANTIC: Weights = {
  vectorClause: 1.22,
  vectorPiece: 1.21,
  coverPiece: 2.45,
  coverClause: 2.0,
  coverSentence: 0.29,
  pieceCovered: 1.23,
  charSentence: 1.48,
  charPiece: 0.42,
  bigramClause: 0.81,
  context: 0.65,
  unit: 2.38,
  status: 1.83,
  period: 2.0,
  scope: 1.24,
  role: 1.1,
  direction: 2.14,
  place: 1.0,
  near: 1.55,
  flow: 3.0,
  total: 2.05,
  around: 1.74,
  title: 1.71,
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
