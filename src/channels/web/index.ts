export { createWebApp, type WebAppOptions } from "./create-web-app.ts";
export { type RunningServer, startWebServer, type WebServerOptions } from "./start-web-server.ts";
