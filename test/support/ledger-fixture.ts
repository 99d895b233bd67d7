/**
 * One made-up report through the real reader and ledger, without an index.
 */
import type { Figure } from "../../src/domain/index.ts";
import { readReports } from "../../src/ingest/read-report.ts";
import type { ReportEntry } from "../../src/store/index.ts";
import { createGazetteer } from "../../src/text/index.ts";

let gazetteer: ReturnType<typeof createGazetteer> | undefined;

/** The entry that ingestion makes of a file that holds one report. */
export async function entryOf(
  file: string,
  content: string | Uint8Array,
  overrides: Record<string, string> = {},
): Promise<ReportEntry> {
  gazetteer ??= createGazetteer();
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const given = { values: overrides, json: JSON.stringify(overrides) };
  const { entries, failed } = await readReports(file, bytes, gazetteer, given);
  const [entry] = entries;
  if (!entry) throw new Error(failed[0]?.error ?? "no report");
  return entry;
}

/** The figures booked for one paragraph of a county's 2022 report. */
export async function figuresOf(paragraph: string): Promise<Figure[]> {
  const text = `青田县政务服务中心2022年工作总结\n一、主要工作开展情况\n${paragraph}\n`;
  const { figures } = await entryOf("青田县2022年总结.txt", text);
  return figures.map(({ figure }) => figure);
}
