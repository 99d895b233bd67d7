export { pageIcon } from "./page-icon.ts";
export { pageScript } from "./page-script.ts";
export { pageStyle } from "./page-style.ts";
