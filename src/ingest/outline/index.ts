export { isChromeLine } from "./chrome-line.ts";
export { headingMark, ITEM_RANK } from "./heading-marks.ts";
export { outline } from "./outline.ts";
export { cutPassages } from "./passages.ts";
