/**
 * What the web app is given: who answers, what is shown of the reports, who may come in.
 */
import type { Logger } from "pino";
import type { Assistant, Library } from "../../domain/index.ts";
import type { MetricsSource } from "./metrics.ts";

/** Who may come in when the page leaves this machine; either one is enough. */
export interface WebAccess {
  /** Sent as Authorization: Bearer, or typed into the login form. */
  token?: string;
  /** Name of the header in which a reverse proxy puts the signed-in user. Only safe where nothing but that proxy can reach the port. */
  header?: string;
}

/** Which figures a workbook holds: of a region (full or short name) and a year (2022). */
export interface XlsxRequest {
  region?: string;
  year?: string;
}

export interface WebAppOptions {
  assistant: Assistant;
  library: Library;
  logger: Logger;
  /** Longest question taken, in characters. */
  maxQuestionChars: number;
  /** Left out: everybody who can reach the port may read and ask. */
  access?: WebAccess;
  /** What /metrics shows; the app counts its own questions when left out. */
  metrics?: MetricsSource;
  /** Shown in the page's foot and by /healthz. */
  version?: string;
  /** The workbook's bytes; throws a UserError for a region or year that there is not. No download is offered when left out. */
  exportXlsx?: (request: XlsxRequest) => Promise<Uint8Array>;
  /** Requests that one address may send a minute, this machine excepted; 120 when left out. */
  requestsPerMinute?: number;
  /** Milliseconds since the epoch; for tests. */
  now?: () => number;
}
