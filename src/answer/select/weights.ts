/**
 * Weights of the ranker's features, fitted by `npm run fit` (listwise logistic loss, lower bounds in scripts/fit.ts)
 * on 247 questions about 48 reports: the visible sets and two sets written by people who had not seen the code.
 */
import type { FeatureName, Features } from "./features.ts";

export type Weights = Record<FeatureName, number>;

/** For an index with bge vectors. */
export const SEMANTIC: Weights = {
  vectorClause: 1.57,
  vectorPiece: 1.37,
  coverPiece: 2.29,
  coverClause: 2.8,
  coverSentence: 1.53,
  pieceCovered: 1.12,
  charSentence: 2.18,
  charPiece: 0.03,
  bigramClause: 0.0,
  context: 0.46,
  unit: 2.58,
  status: 2.25,
  period: 2.84,
  scope: 0.63,
  role: 1.0,
  direction: 1.51,
  place: 1.0,
  near: 1.5,
  flow: 3.0,
  total: 0.77,
  around: 1.12,
  title: 1.39,
  head: 0.61,
  share: 0.6,
  missing: 0.81,
};

/** For an index with n-gram vectors or none. */
export const LEXICAL: Weights = {
  vectorClause: 0.69,
  vectorPiece: 1.81,
  coverPiece: 2.19,
  coverClause: 2.71,
  coverSentence: 1.37,
  pieceCovered: 0.94,
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
