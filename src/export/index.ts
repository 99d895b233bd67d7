export { exportFilter } from "./export-filter.ts";
export { type ExportFilter, type ExportRow, type ExportStore, exportRows } from "./export-rows.ts";
export { csvLines, jsonLines } from "./text-formats.ts";
export { writeXlsx, writeXlsxTo, type XlsxOptions } from "./write-xlsx.ts";
