export { type Decoded, decode, isBinary } from "./decode.ts";
export { fold } from "./fold.ts";
export { findNumbers, type NumberMention, parseChineseNumeral } from "./numbers.ts";
export {
  displayPeriod,
  findPeriods,
  type PeriodAnchor,
  type PeriodMention,
  type PeriodSpec,
  resolvePeriod,
} from "./periods.ts";
export { isPlanHeading, isPlanTitle, looksBack } from "./plan-headings.ts";
export { createGazetteer, type Gazetteer, type RegionMention } from "./regions.ts";
export {
  contentWords,
  isWord,
  SEGMENTER_VERSION,
  STOP_WORDS,
  segment,
  segmentKnown,
  terms,
} from "./segment.ts";
export { CLOSED, type Piece, paragraphs, type Span, splitPieces, splitSentences } from "./sentences.ts";
export { areSimilar } from "./similar-characters.ts";
export { isSumOfYears } from "./sums.ts";
export { loadThesaurus, TERM_WEIGHTS, type Thesaurus } from "./terms.ts";
export { scaleOf, withoutScale } from "./unit-scale.ts";
