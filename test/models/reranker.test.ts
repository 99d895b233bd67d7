/**
 * The reranker's client against a real server on this machine: both kinds of reply, and every way to fail.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createAssistant, createEngine } from "../../src/answer/index.ts";
import { createReranker, NgramEmbedder } from "../../src/models/index.ts";
import { createGazetteer } from "../../src/text/index.ts";
import { buildIndex } from "../support/index-fixture.ts";

let server: Server | undefined;
let asked: { body: Record<string, unknown>; key: string | undefined }[] = [];
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  asked = [];
});

/** A server that answers with what `reply` makes of the texts, or never when that is undefined. */
async function serve(reply: (texts: string[]) => unknown, status = 200): Promise<string> {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const sent = JSON.parse(body);
    asked.push({ body: sent, key: request.headers.authorization });
    const made = reply(sent.documents);
    if (made === undefined) return;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(typeof made === "string" ? made : JSON.stringify(made));
  });
  await new Promise<void>((ready) => server?.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/rerank`;
}

const TEXTS = ["甲", "乙", "丙"];

describe("a reranker", () => {
  test("reads results sorted by relevance, and sends model and key", async () => {
    const url = await serve(() => ({
      results: [
        { index: 2, relevance_score: 0.9 },
        { index: 0, relevance_score: 0.5 },
        { index: 1, relevance_score: 0.1 },
      ],
    }));
    const ranked = await createReranker({ url, model: "m", apiKey: "k" }).rank("问", TEXTS);
    expect(ranked).toEqual([0.5, 0.1, 0.9]);
    expect(asked).toEqual([
      { body: { model: "m", query: "问", documents: TEXTS, texts: TEXTS }, key: "Bearer k" },
    ]);
  });

  test("reads the bare list of scores too, and squashes logits", async () => {
    const url = await serve(() => [
      { index: 0, score: 0 },
      { index: 1, score: 3 },
      { index: 2, score: -3 },
    ]);
    const [a, b = 0, c = 1] = (await createReranker({ url }).rank("问", TEXTS)) ?? [];
    expect(a).toBe(0.5);
    expect(b).toBeGreaterThan(0.9);
    expect(c).toBeLessThan(0.1);
  });

  test.each<[string, (texts: string[]) => unknown, number]>([
    ["an error", () => ({ error: "no" }), 500],
    ["no JSON", () => "<html>", 200],
    ["a text left out", () => ({ results: [{ index: 0, relevance_score: 1 }] }), 200],
    ["an endless reply", () => "1".repeat(300_000), 200],
    ["silence", () => undefined, 200],
  ])("gives nothing on %s and is left alone for a while", async (_what, reply, status) => {
    const reranker = createReranker({ url: await serve(reply, status), timeoutMs: 300 });
    expect(await reranker.rank("问", TEXTS)).toBeNull();
    expect(await reranker.rank("问", TEXTS)).toBeNull();
    expect(asked).toHaveLength(1);
  });
});

test("sentences of a narrative answer follow the reranker, and a dead one changes nothing", async () => {
  const { store, close } = await buildIndex({
    "青田县2024.txt":
      "青田县2024年工作总结\n一、主要做法\n推行容缺受理，缺件材料可以后补，群众少跑一趟。\n\n推行帮办代办，企业开办由专人陪同办理。\n",
  });
  const answer = async (reranker?: ReturnType<typeof createReranker>) => {
    const embedder = new NgramEmbedder();
    const engine = createEngine(store, embedder, createGazetteer(), reranker);
    return (await createAssistant({ store, embedder, engine }).ask({ question: "青田有什么做法" })).text;
  };
  const plain = await answer();
  expect(await answer(createReranker({ url: "http://127.0.0.1:9/rerank", timeoutMs: 300 }))).toBe(plain);
  const favours = (word: string) => (texts: string[]) => ({
    results: texts.map((text, index) => ({ index, relevance_score: text.includes(word) ? 1 : 0 })),
  });
  const first = await answer(createReranker({ url: await serve(favours("帮办代办")) }));
  expect(first).toContain("帮办代办");
  expect(first).not.toContain("容缺受理");
  server?.close();
  const second = await answer(createReranker({ url: await serve(favours("容缺受理")) }));
  expect(second).toContain("容缺受理");
  expect(second).not.toContain("帮办代办");
  await close();
});
