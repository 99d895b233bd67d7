export { Conversations, evidenceOf, type Turn } from "./converse.ts";
export { inContext, type Request } from "./follow-up.ts";
export { namesNoMeasure } from "./merge-slots.ts";
export { turnAfter } from "./next-turn.ts";
