export type { Intent, Operation } from "./intent.ts";
export { askedStatus, contentOf } from "./question-words.ts";
export type { Slot } from "./slots.ts";
export { cleanQuestion, understand, type UnderstoodQuestion } from "./understand.ts";
export { bareUnit, expectedUnit, unitFamily, unitFit, type UnitExpectation } from "./units.ts";
