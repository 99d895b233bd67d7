export type { AnswerExtras } from "./answer-view.ts";
export { askPage } from "./ask-page.ts";
export { comparePage } from "./compare-page.ts";
export type { Comparison } from "./comparison-view.ts";
export { figuresPage, regionChoicePage } from "./figures-page.ts";
export { messagePage, type Site } from "./layout.ts";
export { loginPage } from "./login-page.ts";
export { reportPage } from "./report-page.ts";
export { reportsPage } from "./reports-page.ts";
