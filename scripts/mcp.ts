/**
 * npm run -s mcp [-- --index DIR --corpus DIR]: the index as an MCP server on stdin and stdout; logs go to stderr.
 */
import { Console } from "node:console";
import project from "../package.json" with { type: "json" };
import { createAssistantFromConfig } from "../src/assistant.ts";
import { createMcpServer, type McpEvent, serveStdio } from "../src/channels/mcp/index.ts";
import { secretsOf } from "../src/config.ts";
import { createLogger } from "../src/logger.ts";
import { progress, readArguments, runCommand, settings } from "./command.ts";

// A library that prints would break the protocol.
globalThis.console = new Console(process.stderr, process.stderr);

await runCommand(async () => {
  const { values } = readArguments({ index: { type: "string" }, corpus: { type: "string" } });
  const config = settings(values);
  const logger = createLogger({
    level: config.logLevel,
    secrets: secretsOf(config),
  });
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const { close, ...desk } = await createAssistantFromConfig(config, {
    onProgress: progress,
    onLanguage: (report) => logger.info({ language: report }, "问过语言模型"),
  });
  const onEvent = (event: McpEvent) => {
    if (event.kind === "failed") logger.error({ err: event.error, what: event.what }, "mcp failed");
    else logger.info({ tool: event.tool, ms: event.ms, refused: event.refused }, "mcp called");
  };
  try {
    await serveStdio(
      createMcpServer({
        ...desk,
        maxQuestionChars: config.maxQuestionChars,
        version: project.version,
        onEvent,
      }),
      stop.signal,
    );
  } finally {
    await close();
  }
  return 0;
});
