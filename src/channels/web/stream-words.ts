/**
 * An answer whose words are sent as server-sent events while they come; each text replaces the one before it.
 */
import type { SSEStreamingApi } from "hono/streaming";
import type { Answer, AskInput, Assistant } from "../../domain/index.ts";

/** Sends one event with an object as its data. */
export function sendEvent(stream: SSEStreamingApi, event: string, data: object): Promise<void> {
  return stream.writeSSE({ event, data: JSON.stringify(data) });
}

/** Asks, and sends {text} in `text` events before the answer is given back. A reader who left is not waited for. */
export async function askStreaming(
  assistant: Assistant,
  input: AskInput,
  stream: SSEStreamingApi,
): Promise<Answer> {
  let sending = Promise.resolve();
  const answer = await assistant.ask({
    ...input,
    onText: (text) => {
      sending = sending.then(() => (stream.aborted ? undefined : sendEvent(stream, "text", { text })));
    },
  });
  await sending;
  return answer;
}
