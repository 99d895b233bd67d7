/**
 * Weights of the ranker's features, fitted by `npm run fit` (listwise logistic loss, weights not below 0).
 */
import type { FeatureName, Features } from "./features.ts";

export type Weights = Record<FeatureName, number>;

/** For an index with bge vectors. */
export const SEMANTIC: Weights = {
  vectorClause: 2.09,
  vectorPiece: 0.11,
  coverPiece: 2.16,
  coverClause: 2.61,
  coverSentence: 0.53,
  pieceCovered: 0.65,
  charSentence: 1.32,
  charPiece: 0.31,
  bigramClause: 0.99,
  context: 0.07,
  unit: 1.76,
  status: 2.26,
  period: 2.11,
  scope: 0.90,
  role: 1.33,
  direction: 1.90,
  place: 1.00,
  near: 1.75,
  flow: 1.50,
  total: 2.09,
  around: 2.03,
};

/** For an index with n-gram vectors or none. */
export const LEXICAL: Weights = { ...SEMANTIC, vectorClause: 1, vectorPiece: 1, coverPiece: 4, coverSentence: 4 };

/** Weighted sum of the features. */
export function scoreOf(features: Features, weights: Weights): number {
  let sum = 0;
  for (const name of Object.keys(weights) as FeatureName[]) sum += weights[name] * features[name];
  return sum;
}
