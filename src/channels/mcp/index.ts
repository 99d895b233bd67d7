export {
  createMcpServer,
  type McpEvent,
  type McpServerOptions,
  type McpService,
} from "./create-mcp-server.ts";
export { serveStdio } from "./serve-stdio.ts";
