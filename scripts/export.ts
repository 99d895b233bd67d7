/**
 * npm run -s export -- [--format xlsx|csv|jsonl] [--out FILE] [--region X] [--year Y]: the ledger as a table.
 * jsonl goes to stdout unless a file is named; the file's ending tells the format when --format does not.
 */
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { extname } from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UserError } from "../src/domain/index.ts";
import {
  csvLines,
  type ExportRow,
  exportFilter,
  exportRows,
  jsonLines,
  writeXlsxTo,
} from "../src/export/index.ts";
import { openIndex } from "../src/workspace.ts";
import { progress, readArguments, runCommand, settings } from "./command.ts";

type Format = "xlsx" | "csv" | "jsonl";

await runCommand(async () => {
  const { values } = readArguments({
    format: { type: "string" },
    out: { type: "string" },
    region: { type: "string" },
    year: { type: "string" },
    index: { type: "string" },
    corpus: { type: "string" },
  });
  const format = formatOf(values.format, values.out);
  const { store, close } = await openIndex(settings(values), { onProgress: progress });
  try {
    const counted = { rows: 0 };
    const rows = counting(exportRows(store, exportFilter(store, values)), counted);
    if (values.out === undefined) await toStdout(format, rows);
    else await toFile(format, rows, values.out);
    const where = values.out === undefined ? "" : `，写在 ${values.out}`;
    progress(counted.rows > 0 ? `导出了 ${counted.rows} 个数字${where}。` : `没有符合条件的数字${where}。`);
    return 0;
  } finally {
    await close();
  }
});

function formatOf(asked: string | undefined, out: string | undefined): Format {
  const format =
    asked ??
    (extname(out ?? "")
      .slice(1)
      .toLowerCase() ||
      "jsonl");
  if (format !== "xlsx" && format !== "csv" && format !== "jsonl") {
    throw new UserError(`不认识导出格式“${format}”。请用 --format xlsx、--format csv 或 --format jsonl。`);
  }
  if (format === "xlsx" && out === undefined) {
    throw new UserError("xlsx 要写成文件。请加上文件名，例如 --out 数字.xlsx。");
  }
  return format;
}

function* counting(rows: Iterable<ExportRow>, counted: { rows: number }): Generator<ExportRow> {
  for (const row of rows) {
    counted.rows++;
    yield row;
  }
}

function write(format: Format, rows: Iterable<ExportRow>, stream: Writable, end: boolean): Promise<void> {
  if (format === "xlsx") return writeXlsxTo(stream, rows);
  const lines = format === "csv" ? csvLines(rows) : jsonLines(rows);
  return pipeline(Readable.from(lines), stream, { end });
}

async function toStdout(format: Format, rows: Iterable<ExportRow>): Promise<void> {
  try {
    await write(format, rows, process.stdout, false);
  } catch (error) {
    // `| head` has read enough.
    if (codeOf(error) !== "EPIPE") throw error;
  }
}

/** Writes beside the file and renames, so that a broken export never takes the place of a whole one. */
async function toFile(format: Format, rows: Iterable<ExportRow>, out: string): Promise<void> {
  const temporary = `${out}.${process.pid}.tmp`;
  try {
    await write(format, rows, createWriteStream(temporary), true);
    await rename(temporary, out);
  } catch (error) {
    await rm(temporary, { force: true });
    if (codeOf(error) === "") throw error;
    throw new UserError(
      `文件 ${out} 写不成（${codeOf(error)}）。请检查文件夹是否存在、有没有写权限、磁盘是否已满，或文件是否正被打开。`,
    );
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
