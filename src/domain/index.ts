export type {
  Answer,
  AnswerFigure,
  AnswerKind,
  AskInput,
  Assistant,
  Citation,
  Refusal,
  RefusalReason,
} from "./answer.ts";
export type { Contradiction, ContradictionKind } from "./contradiction.ts";
export { UserError } from "./errors.ts";
export type { Figure, FigureRole, FigureStatus } from "./figure.ts";
export { amiss, amissBy, type Finding, sound } from "./finding.ts";
export type {
  KeyFigures,
  LedgerFigure,
  Library,
  MeasureTable,
  ReportCard,
  ReportPage,
  Surroundings,
} from "./library.ts";
export type { Passage } from "./passage.ts";
export { containsPeriod, overlaps, type Period, yearPeriod } from "./period.ts";
export { containsRegion, type Region, type RegionLevel, sameRegion } from "./region.ts";
export type { DescribedFrom, ExtractedText, Report, TableCell } from "./report.ts";
