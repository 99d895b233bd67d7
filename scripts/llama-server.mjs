/**
 * node scripts/llama-server.mjs MODEL.gguf [PORT [THREADS]]: a small model behind OpenAI's chat interface on this machine, for
 * measures without a service. Needs node-llama-cpp, which is no dependency (685 MB): npm install --no-save node-llama-cpp@3.22.1
 */
import { createServer } from "node:http";
import { availableParallelism } from "node:os";
import { argv } from "node:process";

/** Longest reply in tokens: what is worded here is a sentence or two. */
const MAX_TOKENS = 60;
const CONTEXT_TOKENS = 3072;

const [, , modelPath, port = "18181", threads = availableParallelism()] = argv;
if (!modelPath) throw new Error("name the model: node scripts/llama-server.mjs MODEL.gguf [PORT [THREADS]]");
const { getLlama, LlamaChatSession } = await import("node-llama-cpp");
// The library's own default is four at least: on two cores they wait for each other most of the time.
const llama = await getLlama({ gpu: false, build: "never", maxThreads: Number(threads) });
const model = await llama.loadModel({ modelPath });
const sequence = (await model.createContext({ contextSize: CONTEXT_TOKENS })).getSequence();

/** One reply at a time: there is one context. */
let last = Promise.resolve();

createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!request.url?.endsWith("/chat/completions")) {
    response.end(JSON.stringify({ object: "list", data: [{ id: "local", object: "model" }] }));
    return;
  }
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  last = last.then(() => reply(JSON.parse(body), response, gone.signal)).catch(() => response.destroy());
}).listen(Number(port), "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/v1`));

async function reply({ messages, stream, temperature = 0 }, response, signal) {
  if (signal.aborted) return;
  await sequence.clearHistory();
  const before = { ...countsOf(sequence.tokenMeter) };
  const told = (role) =>
    messages
      .filter((message) => (message.role === "system") === (role === "system"))
      .map(({ content }) => content)
      .join("\n");
  const session = new LlamaChatSession({
    contextSequence: sequence,
    autoDisposeSequence: false,
    systemPrompt: told("system"),
  });
  const send = (event) =>
    response.write(`data: ${JSON.stringify({ ...base("chat.completion.chunk"), ...event })}\n\n`);
  if (stream) response.writeHead(200, { "content-type": "text/event-stream" });
  let text = "";
  await session.prompt(told("others"), {
    temperature,
    maxTokens: MAX_TOKENS,
    signal,
    stopOnAbortSignal: true,
    onTextChunk(content) {
      text += content;
      if (stream)
        send({ choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }] });
    },
  });
  const after = countsOf(sequence.tokenMeter);
  const [prompt_tokens, completion_tokens] = [after.read - before.read, after.written - before.written];
  const usage = { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
  session.dispose({ disposeSequence: false });
  if (stream) {
    send({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
    send({ choices: [], usage });
    response.end("data: [DONE]\n\n");
    return;
  }
  const message = { role: "assistant", content: text };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(
    JSON.stringify({
      ...base("chat.completion"),
      choices: [{ index: 0, message, finish_reason: "stop" }],
      usage,
    }),
  );
}

function countsOf({ usedInputTokens, usedOutputTokens }) {
  return { read: usedInputTokens, written: usedOutputTokens };
}

function base(object) {
  return { id: "1", object, created: 1, model: "local" };
}
