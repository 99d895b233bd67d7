/**
 * An open index in, every tool over it out.
 */
import type { Assistant, Library } from "../../domain/index.ts";
import type { Embedder } from "../../models/index.ts";
import type { Store } from "../../store/index.ts";
import { askTool } from "./ask.ts";
import { coverageTool } from "./coverage.ts";
import { lookUpFiguresTool } from "./look-up-figures.ts";
import type { ProgramTool } from "./program-tool.ts";
import { searchPassagesTool } from "./search-passages.ts";

/** What the tools work with. */
export interface ToolDesk {
  assistant: Assistant;
  library: Library;
  store: Store;
  embedder: Embedder;
  /** Longest question in characters; 500 by default. */
  maxQuestionChars?: number;
}

/** The tools ask, lookup_figures, search_passages and coverage. */
export function createTools(desk: ToolDesk): ProgramTool[] {
  return [askTool(desk), lookUpFiguresTool(desk), searchPassagesTool(desk), coverageTool(desk)];
}
