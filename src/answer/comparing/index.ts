export { WORST_SHARE } from "./align-operands.ts";
export { type Comparison, composeComparison, fasterIsLess, type Operand } from "./compare.ts";
export { gatherChange, gatherComparisons } from "./gather-comparison.ts";
export { gatherEnds } from "./gather-ends.ts";
export { gatherRemainder } from "./gather-remainder.ts";
export { gatherShare } from "./gather-share.ts";
