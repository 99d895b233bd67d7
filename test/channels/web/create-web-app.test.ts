import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/domain/index.ts";
import { recordingAssistant, sampleAnswer, sampleCitation } from "../sample-answer.ts";
import { webApp } from "./web-fixture.ts";

function post(body: string, contentType = "application/json"): RequestInit {
  return { method: "POST", body, headers: { "Content-Type": contentType } };
}

const question = encodeURIComponent("甲市有多少跨省通办事项");

describe("the page", () => {
  it("offers example questions and asks nothing before a question", async () => {
    const assistant = recordingAssistant();
    const response = await webApp(assistant).app.request("/");
    const body = await response.text();
    expect(response.status).toBe(200);
    expect(body).toContain('href="/?q=%E7%94%B2%E5%B8%82');
    expect(body).toContain("1 份报告，3 个数字");
    expect(assistant.asked).toEqual([]);
  });

  it("answers a question without any script: figure large, text, caveat, quote with the figure marked", async () => {
    const { app } = webApp(recordingAssistant());
    const body = await (await app.request(`/?q=${question}`)).text();
    expect(body).toContain('<strong>110</strong><span class="unit">项</span>');
    expect(body).toContain("甲市 · 2021年");
    expect(body).toContain('<a href="#source-1" aria-label="出处 1">1</a>');
    expect(body).toContain('<p class="caveat">注意：两个方向不宜相加。</p>');
    expect(body.split("两个方向不宜相加")).toHaveLength(2);
    expect(body).toContain("甲市能在省外办的有<mark>110项</mark>，");
    expect(body).toContain("reports/jia-2021.txt");
    expect(body).toContain('value="甲市有多少跨省通办事项"');
  });

  it("escapes what a question, an answer and a report hold", async () => {
    const hostile = `<script>alert("x")</script><img src=x onerror=alert(1)>110项`;
    const answer = sampleAnswer({
      text: `${hostile}[1]`,
      citations: [sampleCitation({ quote: hostile, title: hostile, section: hostile, file: hostile })],
      figures: sampleAnswer().figures.map((figure) => ({ ...figure, metric: hostile, region: hostile })),
      choices: [hostile],
      notes: [hostile],
    });
    const { app } = webApp(recordingAssistant(answer));
    const body = await (await app.request(`/?q=${encodeURIComponent(`"><script>1</script>`)}`)).text();
    expect(body.match(/<script/g)).toHaveLength(1);
    expect(body).not.toContain("<img");
    expect(body).not.toContain('value=""><');
    expect(body).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
  });

  it("runs only its own script and style, and its policy forbids everything else", async () => {
    const { app } = webApp(recordingAssistant());
    const response = await app.request(`/?q=${question}`);
    const body = await response.text();
    const policy = response.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(body.match(/<script[^>]*>/g)).toEqual(['<script src="/app.js" defer>']);
    expect(policy).toContain("connect-src 'self'");
    expect(body).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:|https?:\/\//);
    for (const path of body.matchAll(/(?:src|href)="(\/[\w.]+)"/g)) {
      const asset = await app.request(path[1] ?? "");
      expect([path[1], asset.status]).toEqual([path[1], 200]);
    }
  });

  it("serves a script that a browser can parse", async () => {
    const { app } = webApp(recordingAssistant());
    const script = await (await app.request("/app.js")).text();
    expect(() => new Function(script)).not.toThrow();
    expect(script.length).toBeLessThan(15_000);
  });

  it("is loaded with less than 150 kB, and its files are not sent again to a browser that has them", async () => {
    const { app } = webApp(recordingAssistant());
    let bytes = 0;
    for (const path of ["/", "/app.css", "/app.js", "/icon.svg"]) {
      const response = await app.request(path);
      bytes += (await response.arrayBuffer()).byteLength;
      const etag = response.headers.get("ETag");
      if (path === "/") continue;
      const again = await app.request(path, { headers: { "If-None-Match": etag ?? "" } });
      expect([path, again.status, (await again.text()).length]).toEqual([path, 304, 0]);
    }
    expect(bytes).toBeLessThan(150_000);
  });

  it("keeps the questions of one browser in one conversation", async () => {
    const assistant = recordingAssistant();
    const { app } = webApp(assistant);
    const first = await app.request(`/?q=${question}`);
    const cookie = first.headers.get("Set-Cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly.*SameSite=Strict/);
    await app.request(`/?q=${question}`, { headers: { Cookie: cookie.split(";")[0] ?? "" } });
    await app.request(`/?q=${question}`);
    const [a, b, c] = assistant.asked.map((input) => input.conversation);
    expect(a).toMatch(/^web:[0-9a-f-]{36}$/);
    expect(b).toBe(a);
    expect(c).not.toBe(a);
  });

  it("labels the nearest figures of a refusal as not what was asked", async () => {
    const { figures } = sampleAnswer();
    const answer = sampleAnswer({
      kind: "refusal",
      text: "没有甲市2022年的数字。",
      figures: [],
      notes: [],
      refusal: { reason: "other_period_or_region", nearest: figures },
    });
    const body = await (await webApp(recordingAssistant(answer)).app.request(`/?q=${question}`)).text();
    expect(body).toContain("最接近的数字<small>不是所问的地区、时期或事项</small>");
    expect(body.indexOf("最接近的数字")).toBeLessThan(body.indexOf("<strong>110</strong>"));
  });

  it("says what is wrong with an empty and with a too long question", async () => {
    const { app } = webApp(recordingAssistant(), { maxQuestionChars: 20 });
    const empty = await app.request("/?q=%20");
    expect(empty.status).toBe(400);
    expect(await empty.text()).toContain("请输入问题。");
    const long = await app.request(`/?q=${encodeURIComponent("长".repeat(21))}`);
    expect(long.status).toBe(400);
    expect(await long.text()).toContain("问题有 21 个字，超过了 20 字的上限，请缩短后再问。");
  });

  it("shows an apology with an error id and logs neither message nor question", async () => {
    const { app, logLines } = webApp(recordingAssistant(new Error("机密问题失败")));
    const response = await app.request(`/?q=${encodeURIComponent("机密问题")}`);
    expect(response.status).toBe(500);
    const id = /错误编号：([0-9a-f]{8})/.exec(await response.text())?.[1];
    expect(logLines.join("")).toContain(`"errorId":"${id}"`);
    expect(logLines.join("")).not.toContain("机密问题");
  });

  it("shows a failure that is meant for people in its own words", async () => {
    const { app } = webApp(recordingAssistant(new UserError("索引版本不符，请运行 npm run ingest。")));
    expect(await (await app.request(`/?q=${question}`)).text()).toContain(
      "索引版本不符，请运行 npm run ingest。",
    );
  });
});

describe("POST /api/ask", () => {
  it("gives the answer as the machine interface describes it", async () => {
    const assistant = recordingAssistant();
    const body = JSON.stringify({ id: "q1", conversation: "c1", question: " 甲市有多少 " });
    const response = await webApp(assistant).app.request("/api/ask", post(body));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ...sampleAnswer(), id: "q1", question: "甲市有多少" });
    expect(assistant.asked).toEqual([{ id: "q1", conversation: "api:c1", question: "甲市有多少" }]);
  });

  it.each([
    ["no JSON", "{", "请求体应为 JSON 对象"],
    ["no object", "[]", "请求体应为 JSON 对象"],
    ["no question", "{}", "缺少 question"],
    ["a question that is no text", '{"question":1}', "缺少 question"],
    ["an empty question", '{"question":" "}', "请输入问题"],
    ["a long question", JSON.stringify({ question: "长".repeat(501) }), "超过了 500 字的上限"],
    ["a conversation that is no text", '{"question":"问","conversation":1}', "conversation 应为字符串"],
  ])("refuses %s with the reason", async (_case, body, reason) => {
    const assistant = recordingAssistant();
    const response = await webApp(assistant).app.request("/api/ask", post(body));
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toContain(reason);
    expect(assistant.asked).toEqual([]);
  });

  it("refuses a form of another site: only JSON is taken", async () => {
    const response = await webApp(recordingAssistant()).app.request(
      "/api/ask",
      post('{"question":"问"}', "text/plain"),
    );
    expect(response.status).toBe(400);
  });

  it("refuses a body above 16 KB", async () => {
    const body = JSON.stringify({ question: "问", id: "x".repeat(17_000) });
    const response = await webApp(recordingAssistant()).app.request("/api/ask", post(body));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ error: "请求体超过 16 KB，请缩短问题。" });
  });
});

describe("other addresses", () => {
  it("report health and say where things are", async () => {
    const { app } = webApp(recordingAssistant());
    expect(await (await app.request("/healthz")).json()).toEqual({ status: "ok" });
    const missing = await app.request("/admin");
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain("POST /api/ask");
  });
});
