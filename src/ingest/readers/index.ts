export { chooseReader, readers } from "./choose-reader.ts";
export type { Reader } from "./reader.ts";
