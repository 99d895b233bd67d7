/**
 * Words that come, on the page in a real browser; skipped where there is no Chromium.
 */
import { chromium } from "playwright-core";
import { describe, expect, it } from "vitest";
import { startWebServer } from "../../../src/channels/web/index.ts";
import type { AskInput } from "../../../src/domain/index.ts";
import { sampleAnswer } from "../sample-answer.ts";
import { findChromium } from "./browser-fixture.ts";
import { webApp } from "./web-fixture.ts";

const executablePath = findChromium();

/** An assistant that is held in the middle of its answer. */
function heldAssistant() {
  const asked: AskInput[] = [];
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const assistant = {
    async ask(input: AskInput) {
      asked.push(input);
      await held;
      return sampleAnswer();
    },
  };
  return { assistant, asked, answer };
}

describe.skipIf(executablePath === null)("an answer that is being worded, in a browser", () => {
  it("shows its words as text, then the card in their place; going back shows pages, never the stream", async () => {
    const { assistant, asked, answer } = heldAssistant();
    const { app } = webApp(assistant);
    const server = await startWebServer({ app, host: "127.0.0.1", port: 0 });
    const browser = await chromium.launch({ executablePath: executablePath ?? "", args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage({ baseURL: server.url });
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(message.text());
      });
      await page.goto("/");
      await page.locator("#q").fill("甲市有多少项");
      await page.locator("#q").press("Enter");
      await expect.poll(() => asked.length).toBe(1);

      const coming = page.locator(".coming p");
      asked[0]?.onText?.("2021年，甲市<b>有</b>");
      await coming.waitFor();
      expect(await coming.textContent()).toBe("2021年，甲市<b>有</b>");
      expect(await page.locator("#status").textContent()).toContain("正在组织文字");
      // Another wording takes the place of one that did not pass.
      asked[0]?.onText?.("甲市有110项[1]");
      await expect.poll(() => coming.textContent()).toBe("甲市有110项1");
      expect(await coming.locator("sup").textContent()).toBe("1");
      expect(await page.locator(".tile").count()).toBe(0);

      answer();
      await page.locator(".tile").first().waitFor();
      expect(await page.locator(".coming").count()).toBe(0);
      expect(await page.locator("#status").textContent()).toBe("");
      expect(await page.locator(".sources li").count()).toBe(1);

      await page.goto("/reports");
      await page.goBack();
      await page.locator(".tile").first().waitFor();
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
      await server.close(0);
    }
  });
});

describe("the page's stream", () => {
  it("ends with the page that a browser without script gets, problems with the question included", async () => {
    const { app } = webApp({ ask: async () => sampleAnswer() });
    for (const [q, status] of [
      ["甲市有多少项", 200],
      ["", 400],
    ] as const) {
      const stream = await (await app.request(`/stream?q=${encodeURIComponent(q)}`)).text();
      const page = await app.request(`/?q=${encodeURIComponent(q)}`);
      const told: unknown = JSON.parse(/^event: page\ndata: (.*)$/m.exec(stream)?.[1] ?? "null");
      expect(told).toEqual({ status, html: await page.text() });
      expect(page.status).toBe(status);
    }
  });

  it("keeps one browser's questions together", async () => {
    const asked: AskInput[] = [];
    const { app } = webApp({
      ask: async (input) => {
        asked.push(input);
        return sampleAnswer();
      },
    });
    const first = await app.request("/stream?q=1");
    await first.text();
    const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
    await (await app.request("/?q=2", { headers: { cookie } })).text();
    expect(asked[0]?.conversation).toMatch(/^web:[0-9a-f-]{36}$/);
    expect(asked[1]?.conversation).toBe(asked[0]?.conversation);
  });
});
