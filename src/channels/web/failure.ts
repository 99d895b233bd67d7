/**
 * What a failure becomes: a line in the log without the question, and a Chinese sentence for the reader.
 */
import { randomBytes } from "node:crypto";
import type { Logger } from "pino";
import { UserError } from "../../domain/index.ts";

/** Logs a failure without its message, which may repeat the question, and gives what the reader is told. */
export function told(failure: unknown, logger: Logger): string {
  const errorId = randomBytes(4).toString("hex");
  const frames = failure instanceof Error ? (failure.stack ?? "").split("\n") : [];
  const at = frames.map((line) => line.trim()).filter((line) => line.startsWith("at "));
  logger.error(
    { errorId, error: failure instanceof Error ? failure.name : "", at: at.slice(0, 8) },
    "web request failed",
  );
  const what = failure instanceof UserError ? failure.message : "抱歉，这次没能办成，请稍后再试。";
  return `${what}（错误编号：${errorId}）`;
}
