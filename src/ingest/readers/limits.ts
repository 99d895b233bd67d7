/**
 * How much of one file is read at most. Every limit is a setting; a file past one fails alone and says which.
 */
import { UserError } from "../../domain/index.ts";

export interface ReadLimits {
  /** Bytes of the file itself. */
  fileBytes: number;
  /** Pages of a paged file. */
  pages: number;
  /** Filled cells of a workbook or table file, all sheets together. */
  cells: number;
  /** Bytes of everything packed inside one file (docx, xlsx, zip), after unpacking. */
  unpackedBytes: number;
  /** Seconds between two signs of life of a reader: the whole file for most formats, one page for a scan. */
  stepSeconds: number;
}

const MEGABYTE = 1024 * 1024;

/** What holds when no setting says otherwise. */
export const DEFAULT_LIMITS: ReadLimits = {
  fileBytes: 50 * MEGABYTE,
  pages: 500,
  cells: 200_000,
  unpackedBytes: 200 * MEGABYTE,
  stepSeconds: 45,
};

/** What a reader is given besides the bytes. */
export interface ReadContext {
  limits: ReadLimits;
  /** A sign of life, shown to the person at the keyboard: “识别第 3/12 页”. */
  onProgress: (message: string) => void;
}

/** A context with the default limits that tells nobody. */
export const quietContext: ReadContext = { limits: DEFAULT_LIMITS, onProgress: () => {} };

/** Throws a UserError naming the file, what it holds too much of, and the setting that allows more. */
export function refuseBeyond(
  file: string,
  what: "pages" | "cells" | "unpackedBytes" | "fileBytes",
  found: number,
  limits: ReadLimits,
): void {
  const limit = limits[what];
  if (found <= limit) return;
  throw new UserError(`文件“${file}”${EXCESS[what](found, limit)}。`);
}

const EXCESS: Record<Parameters<typeof refuseBeyond>[1], (found: number, limit: number) => string> = {
  pages: (found, limit) => `有 ${found} 页，超过上限 ${limit} 页；请拆成几个文件，或调大 ZHENGWEN_MAX_PAGES`,
  cells: (found, limit) =>
    `的单元格多于 ${limit} 个（已数到 ${found} 个）；请只留下要用的表，或调大 ZHENGWEN_MAX_CELLS`,
  unpackedBytes: (found, limit) =>
    `解压后超过上限 ${megabytes(limit)} MB（已到 ${megabytes(found)} MB）；请确认来源可靠，或调大 ZHENGWEN_MAX_UNPACKED_MB`,
  fileBytes: (found, limit) =>
    `有 ${megabytes(found)} MB，超过上限 ${megabytes(limit)} MB；请把文件拆小，或调大 ZHENGWEN_MAX_FILE_MB`,
};

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1);
}
