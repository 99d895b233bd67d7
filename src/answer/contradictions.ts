/**
 * What an answer says when its report contradicts itself about a stated figure: both sides, cited, and what code
 * computes from them. In: the figures stated and the answer's book. Out: notes with marks and computed figures.
 */
import type { AnswerFigure, Contradiction, Figure } from "../domain/index.ts";
import type { ReportSummary } from "../store/index.ts";
import { compute, type Row } from "./compute.ts";
import type { Engine } from "./engine.ts";
import { type EvidenceBook, quoteSpan } from "./evidence.ts";

const MAX_NOTES = 3;

export interface ContradictionNotes {
  notes: string[];
  /** Computed from the book's figures; to be put behind all of them. */
  derived: AnswerFigure[];
}

/** Notes on every contradiction that one of the stated figures is part of; its other figures join the book. */
export function contradictionNotes(
  engine: Engine,
  book: EvidenceBook,
  stated: { report: ReportSummary; figures: Figure[] }[],
): ContradictionNotes {
  const notes: string[] = [];
  const derived: AnswerFigure[] = [];
  const told = new Set<Contradiction>();
  for (const { report, figures } of stated) {
    const ids = new Set(figures.map((f) => f.id));
    for (const contradiction of report.contradictions) {
      if (told.has(contradiction) || told.size >= MAX_NOTES) continue;
      if (!contradiction.figureIds.some((id) => ids.has(id))) continue;
      told.add(contradiction);
      const made = noteOf(engine, book, report, contradiction);
      if (!made) continue;
      notes.push(made.text);
      derived.push(...made.figures);
    }
  }
  return { notes, derived };
}

function noteOf(
  engine: Engine,
  book: EvidenceBook,
  report: ReportSummary,
  { kind, figureIds }: Contradiction,
): { text: string; figures: AnswerFigure[] } | null {
  const all = engine.store.figuresOf(report.id);
  const figures = figureIds.flatMap((id) => all.find((f) => f.id === id) ?? []);
  const marks = new Set<number>();
  const rows = figures.map((figure): Row => {
    const together = figures.filter((f) => f.sentenceStart === figure.sentenceStart);
    const n = book.cite(report, quoteSpan(engine.store, figure, together), figure.headings, figure.page);
    marks.add(n);
    return { name: shown(figure), figure, position: book.addFigure(figure, n) };
  });
  const [first, ...rest] = rows;
  if (!first || rest.length === 0) return null;
  const marked = (text: string) => `原文自相矛盾：${text}${[...marks].map((n) => `[${n}]`).join("")}`;
  if (kind === "two-values") {
    return {
      text: marked(`同一指标一处写${first.name}，另一处写${rest.map((row) => row.name).join("、")}`),
      figures: [],
    };
  }
  const made = compute(kind === "share-differs" ? "share" : "sum", rest);
  const computed = made?.figures[0]?.raw;
  if (kind === "share-differs") {
    const counts = rest.map((r) => r.name).join("和");
    return {
      text: marked(`写的是${first?.name}，按${counts}算是${computed}`),
      figures: made?.figures ?? [],
    };
  }
  const parts = rest.map((r) => r.name).join("、");
  const against = kind === "parts-exceed-total" ? "多于" : "少于";
  const sum = computed ? `各项${parts}合计${computed}` : `其中${parts}`;
  return { text: marked(`${sum}，${against}总数${first?.name}`), figures: made?.figures ?? [] };
}

function shown(figure: Figure): string {
  return figure.raw.replace(/\s+/g, "");
}
