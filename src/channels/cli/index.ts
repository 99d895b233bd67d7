export { type RenderOptions, renderAnswer } from "./render-answer.ts";
