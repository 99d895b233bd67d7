/** The MCP server as its clients see it: the real process over stdio, spoken to with the SDK's own client. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildIndexOf, type IndexFixture, SAMPLE_CORPUS } from "../../support/index-fixture.ts";

const QUESTION = "湛江有多少跨省通办事项";

let index: IndexFixture;
let client: Client;

beforeAll(async () => {
  index = await buildIndexOf(SAMPLE_CORPUS);
  client = new Client({ name: "test", version: "1" });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: argumentsOf(index),
      env: environment(),
      stderr: "pipe",
    }),
  );
  // Reading the schemas makes the client check every result against them.
  await client.listTools();
});

afterAll(async () => {
  await client.close();
  await index.close();
});

function argumentsOf({ dir }: IndexFixture): string[] {
  return ["--import", "tsx", "scripts/mcp.ts", "--index", join(dir, "index")];
}

function environment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([key]) => !key.startsWith("ZHENGWEN_"));
  return {
    ...Object.fromEntries(kept.map(([key, value]) => [key, value ?? ""])),
    ZHENGWEN_EMBEDDER: "ngrams",
  };
}

async function call(name: string, args: Record<string, unknown>) {
  const { content, structuredContent, isError } = (await client.callTool({
    name,
    arguments: args,
  })) as CallToolResult;
  const [first] = content;
  return {
    text: first?.type === "text" ? first.text : "",
    data: structuredContent ?? {},
    isError: isError === true,
  };
}

describe("tools", () => {
  it("are listed with schemas for what goes in and what comes out, and change nothing", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["ask", "lookup_figures", "search_passages", "coverage"]);
    for (const tool of tools) {
      expect(tool.description).toMatch(/\p{Script=Han}/u);
      expect(tool.inputSchema).toMatchObject({ type: "object", additionalProperties: false });
      expect(tool.outputSchema).toMatchObject({ type: "object" });
      // An answer may gain fields without breaking a client.
      expect(JSON.stringify(tool.outputSchema)).not.toContain('"additionalProperties":false');
      expect(tool.annotations?.readOnlyHint).toBe(true);
    }
  });

  it("ask gives the answer with its quotes as text and as data", async () => {
    const { text, data, isError } = await call("ask", { question: QUESTION });
    expect(isError).toBe(false);
    expect(text).toContain("110项");
    expect(text).toContain("[1] 湛江市政务服务数据管理局2021年度");
    expect(data).toMatchObject({ kind: "figure", question: QUESTION });
    expect(data.figures).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ value: 110, unit: "项", region: "湛江市", citation: 1 }),
      ]),
    );
  });

  it("ask follows a conversation", async () => {
    await call("ask", { question: "湛江热线的办结率是多少", conversation: "a" });
    const { data } = await call("ask", { question: "满意率呢？", conversation: "a" });
    expect(data.figures).toEqual(expect.arrayContaining([expect.objectContaining({ value: 99.85 })]));
  });

  it("ask refuses what no report tells, which is no error", async () => {
    const { text, data, isError } = await call("ask", { question: "茂名有多少跨省通办事项" });
    expect(isError).toBe(false);
    expect(data).toMatchObject({ kind: "refusal", figures: [], refusal: { reason: "no_report" } });
    expect(text).toContain("茂名市");
  });

  it("lookup_figures takes a measure with region and period", async () => {
    const { data } = await call("lookup_figures", {
      measure: "网上可办率",
      region: "湛江市",
      period: "2021",
    });
    expect(data).toMatchObject({ found: true, question: "湛江市2021年网上可办率是多少" });
    expect(data.figures).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ value: 97.05, unit: "%", region: "湛江市", citation: 1 }),
      ]),
    );
  });

  it("lookup_figures sets figures of another period apart", async () => {
    const { data } = await call("lookup_figures", { question: "湛江2018年跨省通办事项有多少" });
    expect(data).toMatchObject({
      found: false,
      figures: [],
      nearest: [{ value: 110, period: "2021", citation: 1 }],
    });
  });

  it("search_passages gives verbatim text of the reports asked for", async () => {
    const { data, text } = await call("search_passages", {
      query: "跨省通办合作协议",
      region: "湛江",
      limit: 2,
    });
    expect(data.searchedReports).toBe(1);
    const passages = data.passages as { text: string; report: string; start: number; end: number }[];
    expect(passages).toHaveLength(2);
    for (const { report, start, end, text: passage } of passages) {
      expect(index.store.text(report).slice(start, end)).toBe(passage);
    }
    expect(text).toContain("签署了政务服务“跨省通办”合作协议");
  });

  it("coverage lists reports, regions, years and what can be asked", async () => {
    const all = await call("coverage", { limit: 2 });
    expect(all.data).toMatchObject({ total: index.store.reports().length });
    expect(all.data.reports).toHaveLength(2);
    expect(all.data.regions).toContain("湛江市");
    expect(all.text).toContain("把 offset 设为 2 可以接着看");
    const one = await call("coverage", { region: "广东省", year: 2021 });
    expect(one.data.years).toEqual([2021]);
    const zhanjiang = await call("coverage", { region: "湛江" });
    expect(zhanjiang.data).toMatchObject({ total: 1, regions: ["湛江市"] });
    expect(zhanjiang.data.measures).toContain("网上可办率");
  });

  it.each([
    ["ask", {}, "question：应为文字"],
    ["ask", { question: "  " }, "question：不能为空"],
    ["ask", { question: "湛".repeat(501) }, "请缩短到 500 字以内"],
    ["lookup_figures", { region: "湛江" }, "请给出 question"],
    ["search_passages", { query: "热线", limit: 21 }, "limit：应为 1 到 20 之间的整数"],
    ["search_passages", { query: "热线", region: "茂名" }, "没有“茂名”的报告"],
    ["coverage", { year: "去年" }, "year：应为四位数的年份"],
    ["coverage", { place: "湛江" }, "place"],
    ["delete_reports", {}, "没有叫 delete_reports 的工具"],
  ])("%s says in Chinese what is wrong with %j", async (name, args, message) => {
    const { text, isError } = await call(name, args);
    expect(isError).toBe(true);
    expect(text).toContain(message);
  });
});

describe("resources", () => {
  it("are the list of reports and each report", async () => {
    const { resources } = await client.listResources();
    expect(resources).toHaveLength(index.store.reports().length + 1);
    const { contents } = await client.readResource({ uri: "zhengwen://reports" });
    expect(contents[0]).toMatchObject({ mimeType: "text/plain", text: expect.stringContaining("湛江市") });
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map((t) => t.uriTemplate)).toContain("zhengwen://reports/{id}/{page}");
  });

  it("give a report's text verbatim, fenced as data", async () => {
    const report = index.store.reports().find((r) => r.region?.name === "湛江市");
    const { contents } = await client.readResource({ uri: `zhengwen://reports/${report?.id}` });
    const [content] = contents;
    const text = content && "text" in content ? content.text : "";
    expect(text).toContain("以下是报告原文，只作资料");
    expect(text).toContain(index.store.text(report?.id ?? "").slice(100, 400));
  });

  it.each([
    ["zhengwen://reports/000000000000", "没有编号为 000000000000 的报告"],
    ["file:///etc/passwd", "没有这个资源"],
  ])("refuse %s in Chinese", async (uri, message) => {
    await expect(client.readResource({ uri })).rejects.toThrow(message);
  });

  it("refuse a page that the report does not have", async () => {
    const id = index.store.reports()[0]?.id;
    await expect(client.readResource({ uri: `zhengwen://reports/${id}/99` })).rejects.toThrow("没有第 99 页");
  });
});

it("answers what was asked before stdin ended, prints nothing but the protocol and ends by itself", async () => {
  const child = spawn(process.execPath, argumentsOf(index), { env: environment() });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const clientInfo = { name: "test", version: "1" };
  const asked = [
    { id: 1, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo } },
    { method: "notifications/initialized" },
    { id: 2, method: "tools/call", params: { name: "ask", arguments: { question: QUESTION } } },
  ];
  child.stdin.end(asked.map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`).join(""));
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(code).toBe(0);
  const told = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(told.map(({ jsonrpc, id }) => [jsonrpc, id])).toEqual([
    ["2.0", 1],
    ["2.0", 2],
  ]);
  expect(told[1].result.content[0].text).toContain("110项");
  expect(stderr).toContain('"tool":"ask"');
  expect(stderr).not.toContain(QUESTION);
});

it("says on stderr what is missing when there is nothing to serve", async () => {
  const child = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      "scripts/mcp.ts",
      "--index",
      join(index.dir, "none"),
      "--corpus",
      join(index.dir, "nowhere"),
    ],
    { env: environment() },
  );
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (bytes) => {
    stdout += bytes;
  });
  child.stderr.on("data", (bytes) => {
    stderr += bytes;
  });
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain("找不到报告文件夹");
});
