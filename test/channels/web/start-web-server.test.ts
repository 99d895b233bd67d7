import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { startWebServer } from "../../../src/channels/web/index.ts";
import { UserError } from "../../../src/domain/index.ts";

const host = "127.0.0.1";

describe("startWebServer", () => {
  it("serves the app at the address it gives until it is closed", async () => {
    const app = new Hono().get("/", (c) => c.text("在"));
    const server = await startWebServer({ app, host, port: 0 });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await (await fetch(server.url)).text()).toBe("在");
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it("finishes a running request before it is closed", async () => {
    let finish: () => void = () => {};
    const asked = new Promise<void>((started) => {
      finish = started;
    });
    let answer: () => void = () => {};
    const app = new Hono().get("/", async (c) => {
      finish();
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return c.text("答完");
    });
    const server = await startWebServer({ app, host, port: 0 });
    const response = fetch(server.url);
    await asked;
    const closed = server.close();
    answer();
    expect(await (await response).text()).toBe("答完");
    await closed;
  });

  it("names ZHENGWEN_PORT when the port is taken", async () => {
    const server = await startWebServer({ app: new Hono(), host, port: 0 });
    const port = Number(new URL(server.url).port);
    const second = startWebServer({ app: new Hono(), host, port });
    await expect(second).rejects.toThrow(UserError);
    await expect(second).rejects.toThrow(new RegExp(`端口 ${port} 已被.*ZHENGWEN_PORT`));
    await server.close();
  });

  it("names ZHENGWEN_HOST for an address of another machine", async () => {
    await expect(startWebServer({ app: new Hono(), host: "192.0.2.1", port: 0 })).rejects.toThrow(
      /ZHENGWEN_HOST/,
    );
  });
});
