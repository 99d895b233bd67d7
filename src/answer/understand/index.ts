export { addsUp, opensWithPartner, pointsAt, type Reaction, reactionOf, wantsSum } from "./chat-words.ts";
export type { Claim, Claims, Relation } from "./claims.ts";
export {
  type Contrast,
  contradictsLevel,
  contrastOf,
  isContrast,
  opposed,
  tellsBothWays,
  tellsSide,
} from "./contrasts.ts";
export type { Intent, Operation } from "./intent.ts";
export { knownRegions } from "./known-regions.ts";
export { type Mend, mendTypos } from "./mend-typos.ts";
export { askedStatus, asksUndone, contentOf, leftOut, withoutComparison } from "./question-words.ts";
export { leavesWholeOut, partOf, shareOf } from "./share-words.ts";
export type { Slot } from "./slots.ts";
export { cleanQuestion, type UnderstoodQuestion, understand } from "./understand.ts";
export { bareUnit, expectedUnit, unitFamily, unitFit } from "./units.ts";
export { comparedYears, withoutYearWords } from "./year-words.ts";
