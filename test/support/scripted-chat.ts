/**
 * A chat model that says what a script tells it to: a real LangChain model without a server. Records what it was asked.
 */
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@langchain/core/outputs";
import { explainChatFailure } from "../../src/models/chat-model-failure.ts";
import type { ChatModel } from "../../src/models/index.ts";

export interface ChatRequest {
  use: "understand" | "choose" | "phrase";
  instructions: string;
  data: string;
  /** The fenced text under a label; "" when there is none. */
  section(label: string): string;
  signal: AbortSignal | undefined;
}

/** What the model says: all at once or in chunks; may throw, wait or never end. */
export type Script = (request: ChatRequest) => string | Promise<string> | AsyncIterable<string>;

export class ScriptedChat extends BaseChatModel {
  readonly requests: ChatRequest[] = [];
  readonly #script: Script;

  constructor(script: Script) {
    super({ maxRetries: 0 });
    this.#script = script;
  }

  override _llmType(): string {
    return "scripted";
  }

  override async _generate(messages: BaseMessage[], options: this["ParsedCallOptions"]): Promise<ChatResult> {
    let text = "";
    for await (const chunk of this._streamResponseChunks(messages, options)) text += chunk.text;
    return { generations: [{ text, message: new AIMessage(text) }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    _run?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const request = requestOf(messages, options.signal);
    this.requests.push(request);
    const said = await this.#script(request);
    for await (const text of typeof said === "string" ? inPieces(said) : said) {
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
    }
    yield new ChatGenerationChunk({
      text: "",
      message: new AIMessageChunk({
        content: "",
        usage_metadata: { input_tokens: 10, output_tokens: 5, total_tokens: 15 },
      }),
    });
  }
}

/** The script as the model that settings would load. */
export function scripted(script: Script): ChatModel & { model: ScriptedChat } {
  const [name, server] = ["openai:scripted", "http://127.0.0.1:1"];
  return {
    name,
    server,
    model: new ScriptedChat(script),
    explainFailure: (error) => explainChatFailure(error, { name, server }),
  };
}

function* inPieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 7) yield text.slice(at, at + 7);
}

function requestOf(messages: BaseMessage[], signal: AbortSignal | undefined): ChatRequest {
  const [instructions = "", data = ""] = messages.map((message) => message.text);
  const use = instructions.includes("改写成结构")
    ? "understand"
    : instructions.includes("挑出")
      ? "choose"
      : "phrase";
  const section = (label: string) =>
    new RegExp(`${label}：\n⟦(\\w+)⟧\n([\\s\\S]*?)\n⟦/\\1⟧`).exec(data)?.[2] ?? "";
  return { use, instructions, data, section, signal };
}
