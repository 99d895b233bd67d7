/**
 * Whether the best candidate is an answer at all. A figure whose clause does not cover the measure asked for
 * is none, however near its words are.
 */
import { type Candidate, coverage, missingName, type PreparedSlot } from "./select/index.ts";
import { tellsSomethingElse } from "./something-else.ts";

/**
 * Logistic model of “the figure's clause tells the measure asked for”, fitted by `npm run fit` on right answers against
 * the figures that come first when the answer's sentence is taken out of its report. Left-out reports of nine question
 * sets: by itself it refuses 65 % (n-grams 66 %) of the questions whose answer was taken out, and 1.2 % of the answerable
 * ones; `npm run evaluate -- --noise` measures it with the rules around it.
 */
export interface Acceptance {
  bias: number;
  /** Weights of the signals. */
  weights: Record<keyof Support, number>;
  /** Probability below which nothing is answered, 0 to 1. */
  least: number;
  /** Raw score of the ranker below which nothing is answered. */
  minScore: number;
  /** Raw score below which a unit or scope other than the one asked for is another measure's. */
  weakScore: number;
  /** True when the vectors see paraphrases. */
  semantic: boolean;
}

/** What speaks for and against a candidate as an answer. */
export interface Support {
  /** The ranker's score, in tens. */
  score: number;
  /** Weight share of the question's words that the clause or its headings show, 0 to 1. */
  cover: number;
  /** Weight share of the question's name that neither clause, sentence nor headings show, 0 to 1. */
  missingName: number;
  period: number;
  unit: number;
}

/** For an index with bge vectors. */
export const SEMANTIC_ACCEPTANCE: Acceptance = {
  bias: -4.7,
  weights: { score: 3.15, cover: 1.86, missingName: -2.57, period: -0.94, unit: 0.66 },
  least: 0.2,
  minScore: 8.2,
  weakScore: 13.5,
  semantic: true,
};

/** For an index with n-gram vectors or none. */
export const LEXICAL_ACCEPTANCE: Acceptance = {
  bias: -4.08,
  weights: { score: 3.22, cover: 1.45, missingName: -2.72, period: -0.95, unit: 0.85 },
  least: 0.2,
  minScore: 7.4,
  weakScore: 12.5,
  semantic: false,
};

/** Share of the question's name that may stand nowhere near the figure unless the clause means the same, 0 to 1. */
const MOST_MISSING = 0.33;
/** Cosine of question and clause from which on they mean the same. */
const SAME_MEANING = 0.75;

/** True when the candidate may answer the slot. */
export function accepts(candidate: Candidate, prepared: PreparedSlot, acceptance: Acceptance): boolean {
  const { features, score } = candidate;
  // Another unit, or GDP per head for GDP.
  if (features.unit <= -1 || features.scope <= -1) return false;
  if (score < acceptance.minScore || leavesMeasureOut(candidate, acceptance.semantic)) return false;
  if (score < acceptance.weakScore && (features.unit <= -0.1 || features.scope <= -0.15)) return false;
  const support = supportOf(candidate, prepared);
  if (probability(support, acceptance) < acceptance.least) return false;
  // A name that stands nowhere near the figure, and a clause that means something else.
  if (acceptance.semantic && support.missingName > MOST_MISSING && features.vectorClause < SAME_MEANING)
    return false;
  return !tellsSomethingElse(candidate, prepared);
}

/** The signals of one candidate. */
export function supportOf({ features, profile, score }: Candidate, { own }: PreparedSlot): Support {
  const targets = [profile.clause, profile.sentence, profile.title];
  // A row of a list of places leaves the measure to the sentence that opens the list.
  if (profile.figure.places.length > 0) targets.push(profile.around);
  return {
    // That 比上年多了多少 is answered by a change says nothing of what changed.
    score: (score - Math.max(0, features.role - 0.6)) / 10,
    cover: coverage(own, profile.clause, profile.title),
    missingName: missingName(own, targets),
    period: features.period,
    unit: features.unit,
  };
}

/** Probability of the model, 0 to 1. */
function probability(support: Support, { bias, weights }: Acceptance): number {
  const names = Object.keys(weights) as (keyof Support)[];
  const sum = names.reduce((total, name) => total + weights[name] * support[name], bias);
  return 1 / (1 + Math.exp(-sum));
}

/**
 * True when a weighty word of the measure stands nowhere near the figure and the rest does not make up for it.
 * On 235 right headlines of the visible and held-out questions it refuses one; of nine unanswerable questions
 * that passed the score it refuses five.
 */
function leavesMeasureOut({ features, score }: Candidate, semantic: boolean): boolean {
  const { coverClause, coverPiece, missing, vectorClause } = features;
  // 结息2.38亿元 for 发放贷款: only the subject that the clause inherits is the same.
  if (!semantic && coverPiece < 0.1 && coverClause < 0.45 && missing < -0.25) return true;
  if (!semantic) return coverClause < 0.3 && missing < -0.3;
  if (coverClause < 0.45 && vectorClause < 0.6 && missing < -0.15) return true;
  return coverClause < 0.35 && missing < -0.36 && score < 9.5;
}
