export { chooseReader, readers } from "./choose-reader.ts";
export { DEFAULT_LIMITS, quietContext, type ReadContext, type ReadLimits } from "./limits.ts";
export type { Reader } from "./reader.ts";
