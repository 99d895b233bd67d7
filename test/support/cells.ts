/**
 * The figure cells of an extraction, as tests compare them.
 */
import type { ExtractedText } from "../../src/domain/index.ts";

/** Each cell's text as its offsets give it, with its row heading, its column heading and its caption. */
export function cellsOf({ text, tables = [] }: ExtractedText): string[][] {
  return tables.map(({ start, end, rowHeading, columnHeading, caption }) => [
    text.slice(start, end),
    rowHeading,
    columnHeading,
    caption,
  ]);
}
