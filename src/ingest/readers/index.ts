export { chooseReader, readers } from "./choose-reader.ts";
export { DEFAULT_LIMITS, quietContext, type ReadContext, type ReadLimits, refuseBeyond } from "./limits.ts";
export type { Reader } from "./reader.ts";
export { binaryKind } from "./sniff.ts";
export { isArchive, unpackZip } from "./zip.ts";
