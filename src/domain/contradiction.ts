/**
 * A place where a report contradicts itself: found when the report is read, told when an answer uses such a figure.
 */

/**
 * parts-exceed-total: 其中… adds up to more than its total; parts-differ-from-total: a complete list does not add up;
 * share-differs: a rate is not the ratio of the two counts before it; two-values: one measure is told twice, differently.
 */
export type ContradictionKind =
  | "parts-exceed-total"
  | "parts-differ-from-total"
  | "share-differs"
  | "two-values";

export interface Contradiction {
  kind: ContradictionKind;
  /** The figures involved: a total before its parts, a rate before its counts. */
  figureIds: string[];
  /** What does not fit, in Chinese, with the numbers. */
  detail: string;
}
