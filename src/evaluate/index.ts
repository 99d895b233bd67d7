export { renderCost, renderSideBySide } from "./compare-scores.ts";
export { explainText } from "./explain.ts";
export { createModelAlone, type ModelAloneOptions } from "./model-alone.ts";
export { askOverNoise } from "./noise.ts";
export { docsOf, type GoldQuestion, parseQuestions } from "./questions.ts";
export { type Asked, askAll } from "./run.ts";
export { type Scores, same, score } from "./score.ts";
