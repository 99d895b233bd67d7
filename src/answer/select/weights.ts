/**
 * Weights of the ranker's features, fitted by `npm run fit` (listwise logistic loss, weights not below 0).
 */
import type { FeatureName, Features } from "./features.ts";

export type Weights = Record<FeatureName, number>;

/** For an index with bge vectors. */
export const SEMANTIC: Weights = {
  vectorClause: 6,
  vectorPiece: 5,
  coverPiece: 3,
  coverClause: 2,
  coverSentence: 3,
  pieceCovered: 1.5,
  charSentence: 2,
  charPiece: 1,
  bigramClause: 1,
  context: 1,
  unit: 2,
  status: 2,
  period: 2,
  scope: 1,
  role: 1.5,
  direction: 0.7,
  place: 1,
  near: 1,
};

/** For an index with n-gram vectors or none. */
export const LEXICAL: Weights = { ...SEMANTIC, vectorClause: 1, vectorPiece: 1, coverPiece: 4, coverSentence: 4 };

/** Weighted sum of the features. */
export function scoreOf(features: Features, weights: Weights): number {
  let sum = 0;
  for (const name of Object.keys(weights) as FeatureName[]) sum += weights[name] * features[name];
  return sum;
}
