export { createWebApp } from "./create-web-app.ts";
export { createMetrics, type ServiceMetrics } from "./metrics.ts";
export { type RunningServer, startWebServer, type WebServerOptions } from "./start-web-server.ts";
export type { WebAppOptions, XlsxRequest } from "./web-options.ts";
