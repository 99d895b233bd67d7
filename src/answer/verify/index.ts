export type { EvidenceSource, Problem } from "./problem.ts";
export { baseValue, conversion, scaleOf } from "./scales.ts";
export { verify } from "./verify.ts";
