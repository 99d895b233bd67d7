export { explainText } from "./explain.ts";
