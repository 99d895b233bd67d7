/**
 * The dealings with a chat model for one question: every call ends by the deadline whether the model answers or not,
 * replies are cut at a length, and calls and tokens are counted. Texts are never kept.
 */
import type { ChatModel } from "../../models/index.ts";

export interface Prompt {
  /** What to do; ours alone. */
  instructions: string;
  /** Question and evidence, fenced. */
  data: string;
}

export interface Tally {
  calls: number;
  /** As the server counts them; 0 where it does not tell. */
  inputTokens: number;
  outputTokens: number;
  /** Calls whose tokens the server did not tell, or that ended before it could. */
  uncounted: number;
  /** From the start to the first characters that a stream brought, in milliseconds. */
  firstTextMs?: number;
  /** From the first characters of a wording to the first words of it that passed the checks, in milliseconds. */
  firstWordsMs?: number;
}

/** Longest reply in characters; an endless one is cut here. */
const MAX_REPLY_CHARS = 2000;
const THOUGHT = /^\s*<think>[\s\S]*?(?:<\/think>|$)/;

/** Calls of one question. Build one per question. */
export class ModelSession {
  readonly tally: Tally = { calls: 0, inputTokens: 0, outputTokens: 0, uncounted: 0 };
  readonly #chat: ChatModel;
  readonly #controller = new AbortController();
  readonly #late: Promise<never>;
  readonly #timer: NodeJS.Timeout;
  readonly #started = performance.now();

  /** @param timeoutMs longest time for all calls together, in milliseconds */
  constructor(chat: ChatModel, timeoutMs: number) {
    this.#chat = chat;
    let giveUp: (reason: Error) => void = () => {};
    this.#late = new Promise<never>((_, reject) => {
      giveUp = reject;
    });
    this.#late.catch(() => {});
    this.#timer = setTimeout(() => {
      const late = new DOMException("late", "TimeoutError");
      giveUp(late);
      this.#controller.abort(late);
    }, timeoutMs);
  }

  /** The whole reply, thoughts left out. Rejects with the client's error, or a TimeoutError at the deadline. */
  async complete(prompt: Prompt): Promise<string> {
    let text = "";
    for await (const sofar of this.stream(prompt)) text = sofar;
    return text;
  }

  /** The reply so far, each time it grew. Ends at its end or at the longest reply; rejects as `complete`. */
  async *stream(prompt: Prompt): AsyncGenerator<string> {
    this.tally.calls++;
    this.tally.uncounted++;
    const messages: [string, string][] = [
      ["system", prompt.instructions],
      ["human", prompt.data],
    ];
    const { signal } = this.#controller;
    const starting = this.#chat.model.stream(messages, { signal });
    // Whoever loses a race may still reject: by then nobody waits for it.
    starting.catch(() => {});
    const chunks = (await Promise.race([starting, this.#late]))[Symbol.asyncIterator]();
    let text = "";
    let counted = false;
    try {
      for (;;) {
        const next = chunks.next();
        next.catch(() => {});
        const step = await Promise.race([next, this.#late]);
        if (step.done) return;
        const { usage_metadata: usage } = step.value;
        if (usage && !counted) {
          counted = true;
          this.tally.uncounted--;
        }
        this.tally.inputTokens += usage?.input_tokens ?? 0;
        this.tally.outputTokens += usage?.output_tokens ?? 0;
        const added = step.value.text;
        if (added === "") continue;
        this.tally.firstTextMs ??= Math.round(performance.now() - this.#started);
        text += added;
        if (text.length > MAX_REPLY_CHARS) return;
        yield text.replace(THOUGHT, "").trimStart();
      }
    } finally {
      void chunks.return?.().catch(() => {});
    }
  }

  /** Frees the clock and ends what is still running. */
  close(): void {
    clearTimeout(this.#timer);
    this.#controller.abort(new DOMException("done", "AbortError"));
  }
}

/** The first JSON object of a reply; undefined when there is none. */
export function jsonIn(reply: string): unknown {
  const from = reply.indexOf("{");
  const to = reply.lastIndexOf("}");
  if (from < 0 || to <= from) return undefined;
  try {
    return JSON.parse(reply.slice(from, to + 1));
  } catch {
    return undefined;
  }
}
