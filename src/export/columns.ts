/**
 * The columns of an exported table, in order: which field, its Chinese heading, how wide in characters.
 */
import type { ExportRow } from "./export-rows.ts";

export interface Column {
  key: keyof ExportRow;
  heading: string;
  /** In widths of a digit. */
  width: number;
}

export const columns: readonly Column[] = [
  { key: "region", heading: "地区", width: 14 },
  { key: "period", heading: "时期", width: 16 },
  { key: "metric", heading: "指标", width: 32 },
  { key: "value", heading: "数值", width: 14 },
  { key: "unit", heading: "单位", width: 10 },
  { key: "raw", heading: "原文写法", width: 18 },
  { key: "qualifier", heading: "限定词", width: 10 },
  { key: "status", heading: "性质", width: 8 },
  { key: "report", heading: "报告", width: 36 },
  { key: "file", heading: "文件", width: 36 },
  { key: "section", heading: "章节", width: 30 },
  { key: "page", heading: "页", width: 6 },
  { key: "sentence", heading: "原句", width: 80 },
  { key: "start", heading: "起", width: 9 },
  { key: "end", heading: "止", width: 9 },
];
