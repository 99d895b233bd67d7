/**
 * The tools as LangChain tools, for chains and agents: text for the model, the same as data in the message's artifact.
 */
import { type StructuredToolInterface, tool } from "@langchain/core/tools";
import type { Assistant } from "../../domain/index.ts";
import { createTools, type ToolDesk } from "./create-tools.ts";
import { lookUpFiguresTool } from "./look-up-figures.ts";
import type { ProgramTool } from "./program-tool.ts";

/** The tool `lookup_figures`: {question} or {measure, region?, period?} in, figures with their citations out. */
export function lookupFigures(desk: {
  assistant: Assistant;
  maxQuestionChars?: number;
}): StructuredToolInterface {
  return langChainTool(lookUpFiguresTool(desk));
}

/** All tools over an open index. */
export function langChainTools(desk: ToolDesk): StructuredToolInterface[] {
  return createTools(desk).map(langChainTool);
}

function langChainTool({ name, description, input, call }: ProgramTool): StructuredToolInterface {
  return tool(
    async (args: unknown) => {
      const { text, structured } = await call(args);
      return [text, structured];
    },
    { name, description, schema: input, responseFormat: "content_and_artifact" },
  );
}
