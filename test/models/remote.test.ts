import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { UserError } from "../../src/domain/index.ts";
import { createEmbedder, type Embedder } from "../../src/models/index.ts";
import { closedAddress } from "./model-fixture.ts";

interface Asked {
  url: string;
  authorization: string | undefined;
  body: { model: string; input: string | string[] | { texts: string[] }; parameters?: { text_type: string } };
}

const closers: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllGlobals();
  for (const close of closers.splice(0)) close();
});

/** A server that gives every text the vector [its length, 1, 0 …], in OpenAI's, Ollama's or Tongyi's form by the path asked. */
async function startServer({ status = 200, delayMs = 0, dimensions = (): number => 4 } = {}) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body: Asked["body"] = JSON.parse(await read(request));
    asked.push({ url: request.url ?? "", authorization: request.headers.authorization, body });
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    response.setHeader("content-type", "application/json");
    response.statusCode = status;
    if (status !== 200) {
      response.end(JSON.stringify({ error: { message: "no" } }));
      return;
    }
    const texts =
      typeof body.input === "string" ? [body.input] : "texts" in body.input ? body.input.texts : body.input;
    const size = dimensions();
    const embeddings = texts.map((text) => [text.length, 1, ...Array<number>(size - 2).fill(0)]);
    const data = embeddings.map((embedding, index) => ({ object: "embedding", index, embedding }));
    if (request.url?.includes("/api/embed")) response.end(JSON.stringify({ embeddings }));
    else if (request.url?.includes("/text-embedding"))
      response.end(JSON.stringify({ output: { embeddings: data } }));
    else response.end(JSON.stringify({ object: "list", model: body.model, data, usage: {} }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function connect(
  embedder: string,
  more: { baseUrl?: string; apiKey?: string; timeoutMs?: number },
): Promise<Embedder> {
  return (await createEmbedder({ embedder, modelFolder: "unused", download: false, ...more })).embedder;
}

describe("an OpenAI-compatible server", () => {
  it("gives unit vectors in order, in requests of bounded size", async () => {
    const { url, asked } = await startServer();
    const embedder = await connect("openai:m3", { baseUrl: `${url}/v1`, apiKey: "secret" });
    expect(embedder).toMatchObject({ name: "openai:m3", dimensions: 0, semantic: true });
    const texts = Array.from({ length: 70 }, (_, i) => "字".repeat(i + 1));
    const vectors = await embedder.embedDocuments(texts);
    expect(vectors).toHaveLength(70);
    expect(vectors[2]?.[0]).toBeCloseTo(3 / Math.hypot(3, 1), 9);
    expect(embedder.dimensions).toBe(4);
    expect(asked.map(({ body: { input } }) => Array.isArray(input) && input.length)).toEqual([64, 6]);
    expect(asked[0]).toMatchObject({
      url: "/v1/embeddings",
      authorization: "Bearer secret",
      body: { model: "m3" },
    });
  });

  it("needs no key on an address of one's own, for zhipu and tongyi either", async () => {
    const { url } = await startServer();
    for (const name of ["openai:a", "zhipu:b", "tongyi:c"]) {
      expect(await (await connect(name, { baseUrl: url })).embedQuery("问")).toHaveLength(4);
    }
  });

  it("is refused when its vectors change their length", async () => {
    let size = 3;
    const { url } = await startServer({ dimensions: () => size++ });
    const embedder = await connect("openai:m3", { baseUrl: url });
    await embedder.embedQuery("一");
    await expect(embedder.embedQuery("二")).rejects.toThrow(/维数变了（原来 3，现在 4）/);
  });

  it.each([
    [401, /ZHENGWEN_EMBEDDING_API_KEY/],
    [404, /ZHENGWEN_EMBEDDER（现为 openai:m3）/],
    [400, /出错（400/],
  ])("with status %i names the setting to look at", async (status, message) => {
    const { url } = await startServer({ status });
    const attempt = (await connect("openai:m3", { baseUrl: url })).embedQuery("问");
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(message);
  });

  it("is given up after the time limit", async () => {
    const { url } = await startServer({ delayMs: 2_000 });
    const embedder = await connect("openai:m3", { baseUrl: url, timeoutMs: 150 });
    await expect(embedder.embedQuery("问")).rejects.toThrow("没有按时回应");
  });
});

describe("an Ollama server", () => {
  it("gives unit vectors of the model named, tags included", async () => {
    const { url, asked } = await startServer();
    const embedder = await connect("ollama:bge-m3:567m", { baseUrl: url });
    const [vector] = await embedder.embedDocuments(["问题"]);
    expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 9);
    expect(await embedder.embedQuery("问题")).toEqual(vector);
    expect(asked[0]).toMatchObject({ url: "/api/embed", body: { model: "bge-m3:567m" } });
  });

  it("that is not running is named with its address, as any other server is", async () => {
    const baseUrl = await closedAddress();
    for (const name of ["ollama:bge-m3", "openai:m3"]) {
      const embedder = await connect(name, { baseUrl });
      await expect(embedder.embedQuery("问")).rejects.toThrow(`${baseUrl} 拒绝连接`);
    }
  });
});

describe("Tongyi", () => {
  it("is told questions from documents", async () => {
    const { url, asked } = await startServer();
    const real = fetch;
    // The client's address is fixed: everything but the last stretch of the way is real.
    vi.stubGlobal("fetch", (input: string, init: RequestInit) =>
      real(`${url}${new URL(input).pathname}`, init),
    );
    const embedder = await connect("tongyi:text-embedding-v4", { apiKey: "secret" });
    expect(await embedder.embedQuery("问")).toHaveLength(4);
    expect(await embedder.embedDocuments(["文一", "文二"])).toHaveLength(2);
    expect(asked.map(({ body }) => body.parameters?.text_type)).toEqual(["query", "document"]);
  });

  it("is refused for a model that it does not have", async () => {
    await expect(connect("tongyi:bge", { apiKey: "secret" })).rejects.toThrow("text-embedding-v4");
  });
});

describe("a public service", () => {
  it.each(["openai:x", "tongyi:text-embedding-v4", "zhipu:embedding-3"])(
    "%s is refused without a key",
    async (name) => {
      await expect(connect(name, {})).rejects.toThrow(/ZHENGWEN_EMBEDDING_API_KEY/);
    },
  );

  it("is refused without the name of a model", async () => {
    await expect(connect("ollama", {})).rejects.toThrow(/ollama:模型名/);
  });
});

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}
