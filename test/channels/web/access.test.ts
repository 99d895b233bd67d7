import { describe, expect, it } from "vitest";
import { createRateLimit } from "../../../src/channels/web/rate-limit.ts";
import { createSession, isSession, SESSION_SECONDS, sameSecret } from "../../../src/channels/web/session.ts";
import { recordingAssistant, sampleAnswer } from "../sample-answer.ts";
import { from, webApp } from "./web-fixture.ts";

const token = "correct-horse-battery";
const restricted = () => webApp(recordingAssistant(), { access: { token } }).app;

function login(app: ReturnType<typeof restricted>, given: string, to = "/reports") {
  return app.request("/login", {
    method: "POST",
    body: new URLSearchParams({ token: given, to }),
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
}

describe("access by token", () => {
  it.each(["/", "/reports", "/reports/r1", "/compare", "/figures/x"])(
    "sends a browser that opens %s to the login form",
    async (path) => {
      const response = await restricted().request(path);
      expect(response.status).toBe(302);
      expect(response.headers.get("Location")).toBe(`/login?to=${encodeURIComponent(path)}`);
    },
  );

  it.each(["/api/ask?q=1", "/api/reports", "/api/openapi.json"])(
    "gives a program 401 for %s",
    async (path) => {
      const response = await restricted().request(path);
      expect(response.status).toBe(401);
      expect(response.headers.get("WWW-Authenticate")).toContain("Bearer");
      expect(await response.json()).toEqual({ error: expect.stringContaining("Authorization: Bearer") });
    },
  );

  it("leaves health, style and the form open", async () => {
    for (const path of ["/healthz", "/app.css", "/app.js", "/icon.svg", "/login"]) {
      expect([path, (await restricted().request(path)).status]).toEqual([path, 200]);
    }
  });

  it("takes the token as a bearer, and no other", async () => {
    const get = (value: string) =>
      restricted().request("/api/reports", { headers: { Authorization: value } });
    expect((await get(`Bearer ${token}`)).status).toBe(200);
    expect((await get(`Bearer ${token}x`)).status).toBe(401);
    expect((await get(`Basic ${token}`)).status).toBe(401);
    expect((await get("Bearer ")).status).toBe(401);
  });

  it("lets a browser in after the form, with a cookie that holds no token, and out again", async () => {
    const app = restricted();
    expect((await login(app, "wrong")).status).toBe(401);
    const response = await login(app, token);
    expect(response.status).toBe(303);
    expect(response.headers.get("Location")).toBe("/reports");
    const cookie = response.headers.get("Set-Cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly.*SameSite=Strict/);
    expect(cookie).not.toContain(token);
    const page = await app.request("/reports", { headers: { Cookie: cookie.split(";")[0] ?? "" } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("退出登录");
    const out = await app.request("/logout", {
      method: "POST",
      headers: { Cookie: cookie.split(";")[0] ?? "" },
    });
    expect(out.headers.get("Set-Cookie")).toMatch(/zhengwen_session=;/);
  });

  it.each(["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "leads to no foreign address after login: %s",
    async (to) => {
      expect((await login(restricted(), token, to)).headers.get("Location")).toBe("/");
    },
  );

  it("stops guessing the token from one address", async () => {
    const app = restricted();
    const attempts = await Promise.all(Array.from({ length: 12 }, () => login(app, "guess")));
    expect(attempts.filter(({ status }) => status === 429)).toHaveLength(2);
  });
});

describe("access by a reverse proxy's header", () => {
  it("lets pass who the proxy names, and nobody else", async () => {
    const { app } = webApp(recordingAssistant(), { access: { header: "X-Forwarded-User" } });
    expect((await app.request("/", { headers: { "X-Forwarded-User": "li" } })).status).toBe(200);
    expect((await app.request("/", { headers: { "X-Forwarded-User": " " } })).status).toBe(401);
    const refused = await app.request("/");
    expect(await refused.json()).toEqual({ error: "请从单位的统一入口登录后再打开。" });
  });
});

describe("an open page on this machine", () => {
  it("is not shown under the name of another site that was made to lead here", async () => {
    const { app } = webApp(recordingAssistant());
    const get = async (url: string) =>
      (await app.request(url, { headers: { Accept: "text/html" } }, from("127.0.0.1"))).status;
    expect(await get("http://127.0.0.1:8787/")).toBe(200);
    expect(await get("http://localhost:8787/")).toBe(200);
    expect(await get("http://[::1]:8787/")).toBe(200);
    expect(await get("http://evil.example:8787/")).toBe(403);
  });
});

describe("a session", () => {
  it("is good for its token and its time only", () => {
    const now = Date.UTC(2024, 0, 1);
    const session = createSession(token, now);
    expect(isSession(session, token, now + 1000)).toBe(true);
    expect(isSession(session, "other", now + 1000)).toBe(false);
    expect(isSession(session, token, now + (SESSION_SECONDS + 1) * 1000)).toBe(false);
    expect(isSession(session.replace(/^\d/, "9"), token, now)).toBe(false);
    expect(isSession(undefined, token, now)).toBe(false);
    expect([sameSecret("a", "a"), sameSecret("a", "ab"), sameSecret("", "a")]).toEqual([true, false, false]);
  });
});

describe("/metrics", () => {
  it("counts questions and refusals, without their words", async () => {
    const refusal = sampleAnswer({ kind: "refusal", refusal: { reason: "no_report" }, figures: [] });
    const { app } = webApp(recordingAssistant(refusal));
    await app.request(`/api/ask?q=${encodeURIComponent("机密问题")}`);
    const text = await (await app.request("/metrics", {}, from("127.0.0.1"))).text();
    expect(text).toContain('zhengwen_questions_total{kind="refusal"} 1');
    expect(text).toContain('zhengwen_refusals_total{reason="no_report"} 1');
    expect(text).toContain("zhengwen_answer_seconds_count 1");
    expect(text).toContain("zhengwen_reports 1");
    expect(text).toContain("zhengwen_figures 3");
    expect(text).toContain("process_resident_memory_bytes");
    expect(text).not.toContain("机密");
  });

  it("is shown to this machine or with the token, not through a proxy", async () => {
    const { app } = webApp(recordingAssistant(), { access: { token } });
    const status = async (address: string, headers: Record<string, string> = {}) =>
      (await app.request("/metrics", { headers }, from(address))).status;
    expect(await status("127.0.0.1")).toBe(200);
    expect(await status("::1")).toBe(200);
    expect(await status("10.0.0.9")).toBe(403);
    expect(await status("127.0.0.1", { "X-Forwarded-For": "10.0.0.9" })).toBe(403);
    expect(await status("10.0.0.9", { Authorization: `Bearer ${token}` })).toBe(200);
  });
});

describe("the rate limit", () => {
  it("stops another machine that asks too often, says when to come back, and spares this one", async () => {
    let now = 0;
    const { app } = webApp(recordingAssistant(), { requestsPerMinute: 3, now: () => now });
    const ask = (address: string) => app.request("/api/ask?q=1", {}, from(address));
    const statuses = async (address: string) => {
      const given: number[] = [];
      for (let i = 0; i < 5; i++) given.push((await ask(address)).status);
      return given;
    };
    expect(await statuses("10.0.0.9")).toEqual([200, 200, 200, 429, 429]);
    expect((await ask("10.0.0.9")).headers.get("Retry-After")).toBe("20");
    expect(await statuses("10.0.0.8")).toEqual([200, 200, 200, 429, 429]);
    expect(await statuses("127.0.0.1")).toEqual([200, 200, 200, 200, 200]);
    now = 20_000;
    expect((await ask("10.0.0.9")).status).toBe(200);
    expect((await ask("10.0.0.9")).status).toBe(429);
    expect((await app.request("/reports", {}, from("10.0.0.9"))).status).toBe(200);
    const page = await app.request("/?q=1", { headers: { Accept: "text/html" } }, from("10.0.0.9"));
    expect(await page.text()).toContain("请求太频繁，请 20 秒后再试。");
  });

  it("counts the addresses of one IPv6 network together, and behind a proxy those that the proxy saw", async () => {
    const { app } = webApp(recordingAssistant(), { requestsPerMinute: 1 });
    const v6 = (address: string) => app.request("/api/ask?q=1", {}, from(address));
    expect((await v6("2001:db8:1:2::5")).status).toBe(200);
    expect((await v6("2001:db8:1:2:aaaa::1")).status).toBe(429);
    expect((await v6("2001:db8:1:3::5")).status).toBe(200);
    const { app: proxied } = webApp(recordingAssistant(), {
      requestsPerMinute: 1,
      access: { header: "X-User" },
    });
    const through = (forwarded: string) =>
      proxied.request(
        "/api/ask?q=1",
        { headers: { "X-User": "li", "X-Forwarded-For": forwarded } },
        from("127.0.0.1"),
      );
    expect((await through("invented, 10.0.0.1")).status).toBe(200);
    expect((await through("other, 10.0.0.1")).status).toBe(429);
    expect((await through("invented, 10.0.0.2")).status).toBe(200);
  });

  it("remembers a bounded number of addresses", () => {
    const limit = createRateLimit({ perMinute: 1, maxAddresses: 2, now: () => 0 });
    expect([limit.take("a"), limit.take("b"), limit.take("c")]).toEqual([0, 0, 0]);
    expect(limit.take("c")).toBeGreaterThan(0);
    expect(limit.take("a")).toBe(0);
  });
});
