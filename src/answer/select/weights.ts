/**
 * Weights of the ranker's features, fitted by `npm run fit` (listwise logistic loss, weights not below 0).
 */
import type { FeatureName, Features } from "./features.ts";

export type Weights = Record<FeatureName, number>;

/** For an index with bge vectors. */
export const SEMANTIC: Weights = {
  vectorClause: 1.75,
  vectorPiece: 1.86,
  coverPiece: 2.02,
  coverClause: 2.41,
  coverSentence: 0.27,
  pieceCovered: 0.91,
  charSentence: 1.27,
  charPiece: 0.44,
  bigramClause: 0.70,
  context: 0.15,
  unit: 1.81,
  status: 1.83,
  period: 2.00,
  scope: 1.17,
  role: 1.20,
  direction: 2.07,
  place: 1.00,
  near: 1.64,
  flow: 3.00,
  total: 2.14,
  around: 1.66,
  title: 1.73,
};

/** For an index with n-gram vectors or none. */
export const LEXICAL: Weights = { ...SEMANTIC, vectorClause: 1, vectorPiece: 1, coverPiece: 4, coverSentence: 4 };

/** Weighted sum of the features. */
export function scoreOf(features: Features, weights: Weights): number {
  let sum = 0;
  for (const name of Object.keys(weights) as FeatureName[]) sum += weights[name] * features[name];
  return sum;
}
