/**
 * An open index in, the reports out whose passages or figures do not point to what they say in the report's text.
 */
import type { Database } from "better-sqlite3";
import { z } from "zod";
import type { Unsound } from "./survey.ts";

const offset = z.number().int().min(0);
const reportBody = z.object({
  id: z.string(),
  title: z.string(),
  contentHash: z.string(),
  pageStarts: z.array(offset),
});
const passageBody = z.object({ id: z.string(), reportId: z.string(), start: offset, end: offset });
const figureBody = passageBody.extend({
  passageId: z.string(),
  raw: z.string().min(1),
  sentenceStart: offset,
  sentenceEnd: offset,
});

type Span = z.output<typeof passageBody>;

interface StoredReport {
  row: number;
  id: string;
  file: string;
  sourceFile: string;
  text: string;
  body: string;
}

/** One finding per report, with the first thing that does not fit. */
export function findMisplaced(db: Database): Unsound[] {
  const readReport = db.prepare<[number], StoredReport>(
    "SELECT row, id, file, source_file AS sourceFile, text, body FROM reports WHERE row = ?",
  );
  const bodies = {
    passages: db.prepare<[number], string>("SELECT body FROM passages WHERE report = ? ORDER BY row").pluck(),
    figures: db.prepare<[number], string>("SELECT body FROM figures WHERE report = ? ORDER BY row").pluck(),
  };
  const order = db.prepare<[], number>("SELECT row FROM reports ORDER BY file, id").pluck().all();
  return order.flatMap((row): Unsound[] => {
    const report = readReport.get(row);
    if (!report) return [];
    const { file, sourceFile } = report;
    try {
      const detail = misplacement(report, bodies.passages.all(row), bodies.figures.all(row));
      return detail ? [{ row, file, sourceFile, kind: "spans", detail }] : [];
    } catch {
      return [{ row, file, sourceFile, kind: "body", detail: "登记的内容读不出来" }];
    }
  });
}

/** What does not fit, in Chinese; "" for nothing. Throws when a body is not what was written. */
function misplacement(report: StoredReport, passages: string[], figures: string[]): string {
  const { id, pageStarts } = reportBody.parse(JSON.parse(report.body));
  if (id !== report.id) return "报告的编号与登记的不符";
  const { text } = report;
  if (pageStarts.some((start) => start > text.length)) return "页码的位置超出原文";
  const inside = (span: Span) =>
    span.reportId === report.id && span.start < span.end && span.end <= text.length;
  const known = new Set<string>();
  for (const body of passages) {
    const passage = passageBody.parse(JSON.parse(body));
    known.add(passage.id);
    if (!inside(passage)) return `段落 ${passage.id} 的位置超出原文`;
  }
  for (const body of figures) {
    const figure = figureBody.parse(JSON.parse(body));
    const { start, end, raw, sentenceStart, sentenceEnd } = figure;
    if (!inside(figure)) return `数字“${raw}”的位置超出原文`;
    if (text.slice(start, end) !== raw) return `数字“${raw}”与原文“${text.slice(start, end)}”不符`;
    if (sentenceStart > start || sentenceEnd < end || sentenceEnd > text.length)
      return `数字“${raw}”不在它的原句里`;
    if (figure.passageId && !known.has(figure.passageId)) return `数字“${raw}”所在的段落不在索引里`;
  }
  return "";
}
