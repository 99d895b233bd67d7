/**
 * Weights of the ranker's features, fitted by `npm run fit` (listwise logistic loss, lower bounds in scripts/fit.ts)
 * on 243 questions about 48 reports: the visible sets and two sets written without sight of the code.
 */
import type { FeatureName, Features } from "./features.ts";

export type Weights = Record<FeatureName, number>;

/** For an index with bge vectors. */
export const SEMANTIC: Weights = {
  vectorClause: 1.95,
  vectorPiece: 1.64,
  coverPiece: 2.25,
  coverClause: 2.59,
  coverSentence: 1.56,
  pieceCovered: 1.33,
  clauseCovered: 1.0,
  charSentence: 2.3,
  charPiece: 0.03,
  bigramClause: 0.0,
  context: 0.43,
  unit: 2.69,
  status: 2.24,
  period: 2.82,
  scope: 0.59,
  role: 1.0,
  direction: 1.21,
  place: 1.0,
  near: 1.5,
  flow: 3.0,
  total: 0.73,
  around: 1.07,
  title: 1.82,
  head: 0.62,
  share: 0.92,
  missing: 0.71,
};

/** For an index with n-gram vectors or none. */
export const LEXICAL: Weights = {
  vectorClause: 0.69,
  vectorPiece: 1.81,
  coverPiece: 2.19,
  coverClause: 2.71,
  coverSentence: 1.37,
  pieceCovered: 0.94,
  clauseCovered: 1.0,
  charSentence: 2.29,
  charPiece: 0.0,
  bigramClause: 0.0,
  context: 0.49,
  unit: 2.5,
  status: 2.53,
  period: 2.78,
  scope: 0.7,
  role: 1.0,
  direction: 1.55,
  place: 1.0,
  near: 1.5,
  flow: 3.0,
  total: 0.82,
  around: 1.3,
  title: 1.6,
  head: 0.51,
  share: 0.86,
  missing: 0.82,
};

/** Weighted sum of the features. */
export function scoreOf(features: Features, weights: Weights): number {
  let sum = 0;
  for (const name of Object.keys(weights) as FeatureName[]) sum += weights[name] * features[name];
  return sum;
}
