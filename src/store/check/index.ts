export { type CheckOptions, checkIndex, type IndexCheck, type IndexedFile } from "./check-index.ts";
export { mendIndex } from "./mend-index.ts";
