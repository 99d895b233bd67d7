/**
 * A web app for tests: any assistant, a library held in memory with one made-up report, log lines kept; and the same
 * app over the real assistant and library of the sample corpus.
 */
import { createLibrary } from "../../../src/answer/index.ts";
import { createWebApp, type WebAppOptions } from "../../../src/channels/web/index.ts";
import type { Assistant, LedgerFigure, Library, ReportPage } from "../../../src/domain/index.ts";
import { createLogger } from "../../../src/logger.ts";
import { NgramEmbedder } from "../../../src/models/index.ts";
import { sampleIndex } from "../../support/index-fixture.ts";

const sentence = "甲市能在省外办的有110项，外省能在甲市办的有881项。";
const text = `甲市政务服务局2021年工作情况\n一、跨域通办\n${sentence}\n二、下一步\n力争办成120项。\n`;

function figure(raw: string, status: "actual" | "plan" = "actual"): LedgerFigure {
  const start = text.indexOf(raw);
  return {
    id: `f-${raw}`,
    value: Number.parseInt(raw, 10),
    unit: "项",
    raw,
    metric: "通办事项",
    region: "甲市",
    period: "2021",
    status,
    citation: 1,
    section: "一、跨域通办",
    start,
    end: start + raw.length,
    sentence,
  };
}

/** The made-up report. */
export const sampleReport: ReportPage = {
  id: "r1",
  file: "reports/jia-2021.txt",
  title: "甲市政务服务局2021年工作情况",
  organisation: "甲市政务服务局",
  region: { code: "9901", name: "甲市", level: "city" },
  period: { label: "2021", start: "2021-01", end: "2021-12" },
  publishedOn: "2021-12-20",
  figureCount: 3,
  warnings: [],
  recognised: false,
  text,
  outline: ["一、跨域通办", "二、下一步"].map((title) => ({ title, level: 1, start: text.indexOf(title) })),
  figures: [figure("110项"), figure("881项"), figure("120项", "plan")],
  pageStarts: [],
};

/** A library that holds one report, changed by `part`. */
export function oneReportLibrary(part: Partial<ReportPage> = {}): Library {
  const report = { ...sampleReport, ...part };
  return {
    reports: () => [report],
    report: (id) => (id === report.id ? report : null),
    around: () => null,
    findRegions: (name) => (report.region?.name.startsWith(name) ? [report.region] : []),
    keyFigures: () => null,
    alternatives: async () => ({ years: [], regions: [] }),
    table: async () => null,
    suggestions: (limit) => ["甲市有多少跨省通办事项", "甲市通办事项有多少项"].slice(0, limit),
  };
}

/** An app and the lines that it logs. */
export function webApp(assistant: Assistant, options: Partial<WebAppOptions> = {}) {
  const logLines: string[] = [];
  const logger = createLogger({ level: "debug", write: (line) => logLines.push(line) });
  const library = oneReportLibrary();
  return { app: createWebApp({ assistant, library, logger, maxQuestionChars: 500, ...options }), logLines };
}

/** An app over the sample corpus; close it with closeSample(). */
export async function sampleWebApp(options: Partial<WebAppOptions> = {}) {
  const { assistant, store } = await sampleIndex();
  const library = createLibrary({ store, embedder: new NgramEmbedder() });
  return { ...webApp(assistant, { library, ...options }), library, store };
}

/** What a request from an address looks like to the app. */
export function from(remoteAddress: string): object {
  return { incoming: { socket: { remoteAddress, remotePort: 40_000, remoteFamily: "IPv4" } } };
}
