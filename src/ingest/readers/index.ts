export { chooseReader } from "./choose-reader.ts";
export { DEFAULT_LIMITS, quietContext, type ReadContext, type ReadLimits, refuseBeyond } from "./limits.ts";
export { binaryKind } from "./sniff.ts";
export { isArchive, unpackZip } from "./zip.ts";
