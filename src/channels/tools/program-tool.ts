/**
 * A tool that a program or a language model calls: named, described, with a schema for what goes in and what comes
 * out. Defined once here, offered by MCP and by LangChain alike.
 */
import { z } from "zod";
import { type Assistant, UserError } from "../../domain/index.ts";

/** What a call gives: the same as data and as text for people. */
export interface ToolOutcome {
  structured: Record<string, unknown>;
  text: string;
}

export interface ProgramTool {
  /** Snake case, as models know tools: lookup_figures. */
  readonly name: string;
  /** Short, in Chinese. */
  readonly title: string;
  /** What it is for, in Chinese; a model chooses by it. */
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /** Checks the arguments and does the work; rejects with a UserError that names the wrong argument. */
  call(args: unknown): Promise<ToolOutcome>;
}

/** What a tool works with that asks whole questions. */
export interface AskingDesk {
  assistant: Assistant;
  /** Longest question in characters; 500 by default. */
  maxQuestionChars?: number;
}

interface ToolDefinition<I extends z.ZodObject, O extends z.ZodObject> {
  name: string;
  title: string;
  description: string;
  input: I;
  output: O;
  run(input: z.output<I>): Promise<{ structured: z.input<O>; text: string }>;
}

const chinese = z.locales.zhCN().localeError;

/** Makes a tool whose arguments are checked before it runs. */
export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(
  definition: ToolDefinition<I, O>,
): ProgramTool {
  const { name, title, description, input, output, run } = definition;
  return {
    name,
    title,
    description,
    input,
    output,
    call(args) {
      const read = input.safeParse(args ?? {}, { error: chinese });
      if (read.success) return run(read.data);
      const problems = read.error.issues.map(({ path, message }) =>
        path.length > 0 ? `${path.map(String).join(".")}：${message}` : message,
      );
      return Promise.reject(new UserError(`${name} 的参数不对。${problems.join("；")}。`));
    },
  };
}
