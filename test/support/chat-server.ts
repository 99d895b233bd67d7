/**
 * A server that speaks OpenAI's chat interface and words answers as it is told to: for whole processes, which cannot be
 * handed a scripted model. In every use but wording it answers nothing of use.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ChatServer {
  /** For ZHENGWEN_CHAT_BASE_URL. */
  url: string;
  /** performance.now() of the first piece of the newest wording. */
  firstPieceAt: number;
  stop(): Promise<void>;
}

/** Streams what `words` gives, piece by piece as it comes. */
export async function startChatServer(words: () => AsyncIterable<string>): Promise<ChatServer> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const isWording = body.includes("改写成一两句");
    response.writeHead(200, { "content-type": "text/event-stream" });
    const base = { id: "1", object: "chat.completion.chunk", created: 1, model: "m" };
    const send = (event: object) => response.write(`data: ${JSON.stringify({ ...base, ...event })}\n\n`);
    let first = true;
    for await (const content of isWording ? words() : [""]) {
      if (first && isWording) started.firstPieceAt = performance.now();
      first = false;
      send({ choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }] });
    }
    send({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
    send({ choices: [], usage: { prompt_tokens: 300, completion_tokens: 30, total_tokens: 330 } });
    response.end("data: [DONE]\n\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const started: ChatServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    firstPieceAt: 0,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return started;
}
