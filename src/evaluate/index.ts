export { explainText } from "./explain.ts";
export { docsOf, type GoldQuestion, parseQuestions } from "./questions.ts";
export { askAll, type Asked } from "./run.ts";
export { same, score, type Scores, type Tally, ungrounded } from "./score.ts";
