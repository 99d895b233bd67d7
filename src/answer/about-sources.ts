/**
 * What a reader must know of the files behind an answer, told after everything else: text recognised from pictures,
 * the same report in a second file, an older version that was passed over.
 */
import { type Body, withNotes } from "./body.ts";
import type { Catalogue } from "./catalogue.ts";

/** The answer with one note per peculiarity of the reports that it cites. */
export function withSources(catalogue: Catalogue, body: Body): Body {
  const ids = [...new Set(body.citations.map((c) => c.report))];
  const notes = [...new Set(ids.flatMap((id) => notesOn(catalogue, id)))];
  return withNotes(body, notes);
}

function notesOn(catalogue: Catalogue, id: string): string[] {
  const report = catalogue.byId(id);
  if (!report) return [];
  const twins = catalogue.twinsOf(id);
  const copies = twins.filter((t) => t.twin?.kind === "copy").map((t) => `《${t.file}》`);
  const older = twins.filter((t) => t.twin?.kind === "older-version").map((t) => `《${t.file}》`);
  return [
    ...(report.recognised ? ["原文由图片识别得来，请核对原件"] : []),
    ...(copies.length > 0 ? [`同一内容另见${copies.join("、")}`] : []),
    ...(older.length > 0 ? [`这份报告有新旧两版，按较新的一版回答，旧版为${older.join("、")}`] : []),
  ];
}
