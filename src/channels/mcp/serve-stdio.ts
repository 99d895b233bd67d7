/**
 * An MCP server in, spoken to over stdin and stdout until the client goes; stdout carries nothing but the protocol.
 */
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { McpService } from "./create-mcp-server.ts";

/** Requests that are still being worked on when the client goes get so long. */
const LAST_MS = 10_000;

/** Serves until stdin ends, the client closes the connection or `signal` is aborted; then ends the connection. */
export async function serveStdio({ server, settled }: McpService, signal: AbortSignal): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once("end", resolve);
    process.stdin.once("close", resolve);
    process.stdout.once("error", () => resolve());
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await server.connect(new StdioServerTransport());
  await gone;
  // Requests that were read with the end of stdin are only handed on in the next turns.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const late = new Promise<void>((resolve) => setTimeout(resolve, LAST_MS).unref());
  if (!signal.aborted) await Promise.race([settled(), late]);
  await server.close();
}
