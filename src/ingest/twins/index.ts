export { digestFigures } from "./find-twins.ts";
export { markTwins } from "./mark-twins.ts";
export { signature } from "./text-signature.ts";
