export { PLAN_WORDS } from "./check-text.ts";
export type { EvidenceSource, Problem } from "./problem.ts";
export { baseValue, conversion } from "./scales.ts";
export { verify } from "./verify.ts";
