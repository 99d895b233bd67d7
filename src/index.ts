/**
 * The door of the package: what `import … from "zhengwen"` gives.
 */
export {
  type FigureLookup,
  type FigureQuery,
  findFigures,
  langChainTools,
  lookupFigures,
  type ToolDesk,
} from "./channels/tools/index.ts";
export type {
  Answer,
  AnswerFigure,
  AnswerKind,
  AskInput,
  Assistant,
  Citation,
  KeyFigures,
  LedgerFigure,
  Library,
  MeasureTable,
  Period,
  Refusal,
  RefusalReason,
  Region,
  ReportCard,
  ReportPage,
  Surroundings,
} from "./domain/index.ts";
export { UserError } from "./domain/index.ts";
export { type IngestSummary, ReportLoader, type ReportLoaderOptions } from "./ingest/index.ts";
export { type Embedder, ZhengwenEmbeddings } from "./models/index.ts";
export { openZhengwen, refreshReports, type Zhengwen, type ZhengwenOptions } from "./open-zhengwen.ts";
export { ReportRetriever, type ReportRetrieverInput } from "./retrieve/index.ts";
