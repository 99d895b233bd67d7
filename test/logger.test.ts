import { describe, expect, it } from "vitest";
import { createLogger } from "../src/logger.ts";

describe("createLogger", () => {
  it("strikes a secret out wherever in a line it stands", () => {
    const lines: string[] = [];
    const secret = "123456:abcdefghijklmnopqrstuvwxyz0123456789";
    const logger = createLogger({
      level: "info",
      secrets: ["my-api-key", undefined],
      write: (line) => lines.push(line),
    });
    logger.info({ url: `https://host/bot${secret}/getMe`, token: "short" }, "with my-api-key");
    expect(lines.join("")).not.toMatch(/abcdefghij|my-api-key|short/);
    expect(lines.join("")).toContain("[略]");
  });

  it("writes nothing below its level", () => {
    const lines: string[] = [];
    createLogger({ level: "warn", write: (line) => lines.push(line) }).info("quiet");
    expect(lines).toEqual([]);
  });
});
