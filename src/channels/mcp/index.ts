export {
  createMcpServer,
  type McpEvent,
  type McpServerOptions,
} from "./create-mcp-server.ts";
export { serveStdio } from "./serve-stdio.ts";
