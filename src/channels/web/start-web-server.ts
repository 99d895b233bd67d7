/**
 * Listens for the web app on one address of this machine, and stops gracefully.
 */
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { UserError } from "../../domain/index.ts";

export interface WebServerOptions {
  app: Hono;
  host: string;
  /** 0 for any free port. */
  port: number;
}

export interface RunningServer {
  /** Address for a browser, with a slash at its end. */
  url: string;
  /** Takes no new request and waits for the running ones, at most `graceMs` (10 s unless told otherwise). */
  close(graceMs?: number): Promise<void>;
}

/** Starts listening; a taken port, a forbidden one and a foreign address are UserErrors that name the setting. */
export async function startWebServer({ app, host, port }: WebServerOptions): Promise<RunningServer> {
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explained(error, host, port)));
    server.listen(port, host, resolve);
  });
  return { url: urlOf(server, host), close: (graceMs = 10_000) => closed(server, graceMs) };
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const anywhere = host === "0.0.0.0" || host === "::";
  const name = anywhere ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}/`;
}

async function closed(server: Server, graceMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  // A browser keeps its connection open after the last answer.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearInterval(sweep);
  clearTimeout(cut);
}

function explained(error: Error, host: string, port: number): Error {
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return new UserError(
      `端口 ${port} 已被其他程序占用。请停掉那个程序，或用 ZHENGWEN_PORT 换一个端口，例如 ZHENGWEN_PORT=${port < 65535 ? port + 1 : 8787}。`,
    );
  }
  if (code === "EACCES") {
    return new UserError(`没有权限监听端口 ${port}。请用 ZHENGWEN_PORT 换一个 1024 以上的端口。`);
  }
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new UserError(`本机没有地址 ${host}。请检查 ZHENGWEN_HOST，一般用 127.0.0.1。`);
  }
  return error;
}
