/**
 * Weights of the ranker's features, fitted by `npm run fit` (listwise logistic loss, weights not below 0).
 */
import type { FeatureName, Features } from "./features.ts";

export type Weights = Record<FeatureName, number>;

/** For an index with bge vectors. */
export const SEMANTIC: Weights = {
  vectorClause: 1.87,
  vectorPiece: 1.13,
  coverPiece: 1.62,
  coverClause: 3.21,
  coverSentence: 1.39,
  pieceCovered: 1.08,
  charSentence: 2.13,
  charPiece: 0.04,
  bigramClause: 0.18,
  context: 0.00,
  unit: 2.46,
  status: 2.19,
  period: 2.96,
  scope: 0.58,
  role: 1.00,
  direction: 1.26,
  place: 1.00,
  near: 1.50,
  flow: 3.00,
  total: 1.40,
  around: 0.96,
  title: 1.70,
  head: 0.44,
  share: 0.71,
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
