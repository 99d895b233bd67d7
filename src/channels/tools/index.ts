export { createTools, type ToolDesk } from "./create-tools.ts";
export { type FigureLookup, type FigureQuery, findFigures } from "./find-figures.ts";
export { langChainTools, lookupFigures } from "./langchain-tools.ts";
export type { ProgramTool, ToolOutcome } from "./program-tool.ts";
