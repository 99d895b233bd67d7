/**
 * An open index in, every tool over it out.
 */
import type { Library } from "../../domain/index.ts";
import type { Embedder } from "../../models/index.ts";
import type { Store } from "../../store/index.ts";
import { askTool } from "./ask.ts";
import { coverageTool } from "./coverage.ts";
import { lookUpFiguresTool } from "./look-up-figures.ts";
import type { AskingDesk, ProgramTool } from "./program-tool.ts";
import { searchPassagesTool } from "./search-passages.ts";

/** What the tools work with. */
export interface ToolDesk extends AskingDesk {
  library: Library;
  store: Store;
  embedder: Embedder;
}

/** The tools ask, lookup_figures, search_passages and coverage. */
export function createTools(desk: ToolDesk): ProgramTool[] {
  return [askTool(desk), lookUpFiguresTool(desk), searchPassagesTool(desk), coverageTool(desk)];
}
