export { type RenderOptions, renderAnswer } from "./render-answer.ts";
export { type TerminalOutput, type TerminalWords, terminalWords } from "./terminal-words.ts";
