import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiRoutes, schemas } from "../../../src/channels/web/api/index.ts";
import { type Assistant, UserError } from "../../../src/domain/index.ts";
import { closeSample } from "../../support/index-fixture.ts";
import { recordingAssistant } from "../sample-answer.ts";
import { sampleWebApp, webApp } from "./web-fixture.ts";

type Sample = Awaited<ReturnType<typeof sampleWebApp>>;
let sample: Sample;
beforeAll(async () => {
  sample = await sampleWebApp({
    requestsPerMinute: 1000,
    exportXlsx: async ({ region }) => {
      if (region === "火星") throw new UserError("没有“火星”的数字。");
      return new TextEncoder().encode("PK");
    },
  });
});
afterAll(closeSample);

const question = encodeURIComponent("湛江有多少跨省通办事项");

async function json(path: string, init?: RequestInit): Promise<{ status: number; body: unknown }> {
  const response = await sample.app.request(path, init);
  return { status: response.status, body: await response.json() };
}

describe("the description of the API", () => {
  it("names every route that a program may call, and no other", () => {
    const served = sample.app.routes
      .filter(({ method, path }) => method !== "ALL" && /^\/(?:api\/|healthz|metrics)/.test(path))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, "{$1}")}`);
    const described = apiRoutes.map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(served)].sort()).toEqual([...described].sort());
  });

  it("is OpenAPI 3.1 whose references all lead somewhere", async () => {
    const { body } = await json("/api/openapi.json");
    expect(body).toMatchObject({ openapi: "3.1.0", info: { title: "政问" } });
    const references = [...JSON.stringify(body).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((name) => !Object.keys(schemas).includes(name ?? ""))).toEqual([]);
  });

  it("describes every field of every response", async () => {
    const [report] = sample.library.reports();
    const { body: answered } = await json(`/api/ask?q=${question}`);
    const { citations } = schemas.Answer.parse(answered);
    const [citation] = citations;
    const id = encodeURIComponent(citation?.report ?? "");
    const samples: [keyof typeof schemas, string][] = [
      ["Answer", `/api/ask?q=${question}`],
      ["Answer", `/api/ask?q=${encodeURIComponent("湛江2019年网上可办率是多少")}`],
      ["Answer", `/api/ask?q=${encodeURIComponent("湛江和揭东的12345办结率相差多少")}`],
      ["Comparison", `/api/compare?q=${encodeURIComponent("湛江网上可办率是多少")}`],
      ["Reports", "/api/reports"],
      ["Report", `/api/reports/${encodeURIComponent(report?.id ?? "")}`],
      ["Surroundings", `/api/reports/${id}/around?start=${citation?.start}&end=${citation?.end}`],
      ["KeyFigures", `/api/figures?region=${encodeURIComponent("湛江")}`],
      ["Coverage", "/api/coverage"],
      ["Suggestions", "/api/suggestions"],
      ["Health", "/healthz"],
      ["Error", "/api/ask"],
      ["Error", "/api/nowhere"],
    ];
    for (const [name, path] of samples) {
      const { body } = await json(path);
      // Parsing drops what the schema does not name.
      expect([path, schemas[name].parse(body)]).toEqual([path, body]);
    }
  });
});

describe("GET /api", () => {
  it("answers the main question with its source", async () => {
    const { body } = await json(`/api/ask?q=${question}`);
    const answer = schemas.Answer.parse(body);
    expect(answer.figures.map(({ raw }) => raw)).toEqual(["110项", "881项"]);
    expect(answer.citations[0]?.quote).toContain("110项");
  });

  it("shows the surroundings of a citation, with the quote where it says", async () => {
    const { body } = await json(`/api/ask?q=${question}`);
    const [citation] = schemas.Answer.parse(body).citations;
    const path = `/api/reports/${encodeURIComponent(citation?.report ?? "")}/around`;
    const around = schemas.Surroundings.parse(
      (await json(`${path}?start=${citation?.start}&end=${citation?.end}`)).body,
    );
    expect(around.paragraph.slice(around.start, around.end)).toBe(citation?.quote);
    expect((await json(`${path}?start=5&end=2`)).status).toBe(400);
    expect((await json(`${path}?start=999990&end=999999`)).status).toBe(404);
  });

  it("finds reports by region, year and traditional or simplified title", async () => {
    const files = async (find: string) =>
      schemas.Reports.parse((await json(`/api/reports?find=${encodeURIComponent(find)}`)).body).reports
        .length;
    expect(await files("湛江 2021年")).toBe(1);
    expect(await files("东莞")).toBe(1);
    expect(await files("東莞")).toBe(1);
    expect(await files("火星")).toBe(0);
  });

  it.each([
    ["/api/ask?q=%20", 400, "请输入问题"],
    ["/api/ask/stream", 400, "请输入问题"],
    ["/api/reports/nothing", 404, "没有这份报告"],
    ["/api/figures", 400, "缺少 region"],
    [`/api/figures?region=${encodeURIComponent("火星")}`, 404, "没有“火星”的报告。现有："],
    [`/api/figures?region=${encodeURIComponent("湛江")}&year=abc`, 400, "year 应为"],
    ["/api/suggestions?limit=0", 400, "limit 应为"],
    ["/api/nowhere", 404, "没有这个地址"],
    [`/api/figures.xlsx?region=${encodeURIComponent("火星")}`, 404, "没有“火星”的数字"],
  ])("says in Chinese what is wrong with %s", async (path, status, message) => {
    const { status: given, body } = await json(path);
    expect(given).toBe(status);
    expect(schemas.Error.parse(body).error).toContain(message);
  });

  it("streams a status and then the answer", async () => {
    const response = await sample.app.request(`/api/ask/stream?q=${question}`);
    expect(response.headers.get("Content-Type")).toContain("text/event-stream");
    const events = (await response.text()).trim().split("\n\n");
    expect(events.map((event) => /^event: (\w+)/m.exec(event)?.[1])).toEqual(["status", "answer"]);
    const data = /^data: (.+)$/m.exec(events[1] ?? "")?.[1] ?? "{}";
    expect(schemas.Answer.parse(JSON.parse(data)).figures[0]?.raw).toBe("110项");
  });

  it("streams an apology when answering fails, without the question in the log", async () => {
    const { app, logLines } = webApp(recordingAssistant(new Error("机密")));
    const body = await (await app.request(`/api/ask/stream?q=${encodeURIComponent("机密")}`)).text();
    expect(body).toMatch(/event: error\ndata: \{"error":"抱歉.+错误编号/);
    expect(logLines.join("")).not.toContain("机密");
    expect(logLines).toHaveLength(1);
  });

  it("hands out a workbook under a Chinese name, where it is given one", async () => {
    const response = await sample.app.request(
      `/api/figures.xlsx?region=${encodeURIComponent("湛江")}&year=2021`,
    );
    expect(await response.text()).toBe("PK");
    expect(response.headers.get("Content-Disposition")).toContain(
      `filename*=UTF-8''${encodeURIComponent("湛江2021数字.xlsx")}`,
    );
    const { app } = webApp(recordingAssistant());
    expect((await app.request("/api/figures.xlsx")).status).toBe(404);
  });

  it("gives a failing library the same shape of error", async () => {
    const broken: Assistant = recordingAssistant();
    const { app, library } = { ...webApp(broken), library: sample.library };
    expect((await app.request("/api/reports")).status).toBe(200);
    const { app: failing } = webApp(broken, {
      library: {
        ...library,
        reports: () => {
          throw new UserError("索引已损坏，请运行 npm run ingest。");
        },
      },
    });
    const response = await failing.request("/api/reports");
    expect(response.status).toBe(500);
    expect(schemas.Error.parse(await response.json()).error).toContain("索引已损坏");
    const page = await failing.request("/reports", { headers: { Accept: "text/html" } });
    expect(await page.text()).toContain("索引已损坏，请运行 npm run ingest。");
  });
});
