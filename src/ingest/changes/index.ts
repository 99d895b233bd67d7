export {
  describeChange,
  type FigureChange,
  figureChanges,
  type ReportChange,
  reportChange,
} from "./figure-changes.ts";
export { heirsOf } from "./heirs.ts";
