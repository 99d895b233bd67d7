/**
 * Composes the answer of a figure look-up: the headline first, then the figures of the same sentence that belong
 * to it, each in the source's own words with its mark.
 */
import type { Figure } from "../domain/index.ts";
import type { ReportSummary } from "../store/index.ts";
import { isSumOfYears, resolvePeriod } from "../text/index.ts";
import { type Body, noteLine } from "./body.ts";
import { contradictionNotes } from "./contradictions.ts";
import type { Engine } from "./engine.ts";
import { EvidenceBook, labelOf, quoteSpan, type Span, statementSpan, statementWords } from "./evidence.ts";
import { verdictOnFigures } from "./judge-claims.ts";
import type { Found, SlotResult } from "./look-up.ts";
import { anchorOf, type Candidate } from "./select/index.ts";
import type { Claims } from "./understand/index.ts";

const MAX_SIBLINGS = 4;

export interface Statement {
  report: ReportSummary;
  /** The figure asked for. */
  figure: Figure;
  span: Span;
  /** Every figure that stands in the span. */
  within: Figure[];
}

/** The statement of one candidate. */
function statementOf(engine: Engine, candidate: Candidate): Statement {
  const { figure } = candidate.profile;
  const span = statementSpan(engine.store, figure);
  const within = engine.store
    .figuresOf(figure.reportId)
    .filter((f) => f.start >= span.start && f.end <= span.end);
  return { report: candidate.report, figure, span, within };
}

/** Answers the slots that were found; slots that were not are told at the end. */
export function composeFigures(
  engine: Engine,
  results: SlotResult[],
  options: { siblings: boolean; claims?: Claims },
): Body {
  const book = new EvidenceBook(engine.store);
  const notes: string[] = [];
  const lines: string[] = [];
  const found = results.filter((r): r is Found => r.kind === "found");
  const statements = distinct(found.map((r) => scopedStatement(engine, r.best)));
  let label = "";
  for (const statement of statements) {
    const own = labelOf(statement.figure);
    const text = say(engine, book, statement);
    const head = own === label ? "" : `${own}：`;
    label = own;
    lines.push(`${head}${text}`);
  }
  const siblings = options.siblings ? siblingStatements(engine, statements) : [];
  if (siblings.length > 0) {
    lines.push(`同一处还写到：${siblings.map((s) => say(engine, book, s)).join("；")}`);
  }
  const scoped = otherScopes(engine, found, statements);
  if (options.siblings && scoped.length > 0) {
    lines.push(`同一指标的另一口径：${scoped.map((s) => say(engine, book, s)).join("；")}`);
  }
  const verdict = options.claims
    ? verdictOnFigures(
        options.claims,
        found.map((r) => r.best.profile.figure),
        found[0]?.slot.status === "plan",
        options.siblings ? scoped.map((s) => s.figure) : [],
      )
    : "";
  notes.push(...caveats(found));
  for (const result of results) {
    if (result.kind !== "found") notes.push(`没有找到“${result.slot.own || result.slot.asked}”的数据`);
  }
  const stated = statements.map(({ report, within }) => ({ report, figures: within }));
  const torn = options.siblings ? contradictionNotes(engine, book, stated) : { notes: [], derived: [] };
  // Marked notes first: what is missing carries no mark.
  notes.unshift(...torn.notes);
  const opening = verdict ? [verdict] : [];
  const text = [...opening, ...lines.map((l) => `${l}。`), ...notes.map(noteLine)].join("\n");
  const figures = [...book.figures, ...torn.derived];
  return { kind: "figure", text, figures, citations: book.citations, notes };
}

/** Cites the statement, books its figures (the asked one first) and returns its text with the mark. */
export function say(engine: Engine, book: EvidenceBook, statement: Statement): string {
  const { figure, report, within } = statement;
  const n = book.cite(report, quoteSpan(engine.store, figure, within), figure.headings, figure.page);
  book.addFigure(figure, n);
  for (const other of within) if (other.id !== figure.id) book.addFigure(other, n);
  return `${statementWords(engine.store, figure, statement.span)}[${n}]`;
}

/** Each stretch of the source once: 总额5.95万亿元 is said within 总额5.95万亿元、增长6%, in the place of the first. */
function distinct(statements: Statement[]): Statement[] {
  const covers = (a: Statement, b: Statement) =>
    a.report.id === b.report.id && a.span.start <= b.span.start && b.span.end <= a.span.end;
  const kept: Statement[] = [];
  for (const statement of statements) {
    if (kept.some((k) => covers(k, statement))) continue;
    const at = kept.findIndex((k) => covers(statement, k) && labelOf(k.figure) === labelOf(statement.figure));
    const first = kept[at];
    if (first) kept[at] = { ...statement, figure: first.figure };
    else kept.push(statement);
  }
  return kept;
}

/** Figures of the headline's sentence that belong to it: right beside it, or parts of the same total. */
function siblingStatements(engine: Engine, statements: Statement[]): Statement[] {
  const [head] = statements;
  if (!head) return [];
  const shown = statements.flatMap((s) => s.within.map((f) => f.id));
  const candidates = engine.store
    .figuresOf(head.figure.reportId)
    .filter(
      (f) => f.sentenceStart === head.figure.sentenceStart && f.role !== "rank" && !shown.includes(f.id),
    )
    .map((figure) => ({ figure, distance: gap(figure, head.span) }))
    .filter(({ distance }) => distance <= 40)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_SIBLINGS);
  const siblings: Statement[] = [];
  for (const { figure } of candidates.sort((a, b) => a.figure.start - b.figure.start)) {
    const span = statementSpan(engine.store, figure, true);
    const overlapping = [...statements, ...siblings].some(
      (s) => s.report.id === head.report.id && span.start < s.span.end && s.span.start < span.end,
    );
    if (overlapping) continue;
    const within = engine.store
      .figuresOf(figure.reportId)
      .filter((f) => f.start >= span.start && f.end <= span.end);
    siblings.push({ report: head.report, figure, span, within });
  }
  return siblings;
}

/** The same measure told for another scope (全市 and 市本级) in the same report and period: both must be seen. */
function otherScopes(engine: Engine, found: Found[], shown: Statement[]): Statement[] {
  const others: Statement[] = [];
  for (const { best, candidates } of found) {
    const { figure } = best.profile;
    for (const candidate of candidates.slice(1, 5)) {
      const other = candidate.profile.figure;
      const same =
        other.metric === figure.metric && other.unit === figure.unit && other.reportId === figure.reportId;
      if (!same || other.scope === figure.scope || other.value === figure.value) continue;
      if (other.status !== figure.status || other.period?.label !== figure.period?.label) continue;
      const listed = [...shown, ...others].some((s) => s.within.some((f) => f.id === other.id));
      if (!listed) others.push(statementWith(engine, candidate));
    }
  }
  return others.slice(0, 2);
}

/** The statement of one candidate; 市本级…即办率 must not read as the whole city's: the scope is shown with the figure. */
export function scopedStatement(engine: Engine, candidate: Candidate): Statement {
  const statement = statementOf(engine, candidate);
  const level = /[省市区县]本级|[省市区县]级/.exec(candidate.profile.figure.scope)?.[0];
  const text = engine.store.text(candidate.report.id).slice(statement.span.start, statement.span.end);
  return level && !text.includes(level) ? statementWith(engine, candidate, level) : statement;
}

/** The statement with the subject of its scope (市本级行政许可事项…), which the piece alone may leave out. */
function statementWith(engine: Engine, candidate: Candidate, level = ""): Statement {
  const statement = statementOf(engine, candidate);
  const text = engine.store.text(candidate.report.id);
  const { figure } = candidate.profile;
  const scope = level || (figure.scope.split(" ")[0] ?? "");
  const sentence = text.slice(figure.sentenceStart, figure.start);
  const at = scope ? sentence.lastIndexOf(scope) : -1;
  if (at < 0 || figure.sentenceStart + at >= statement.span.start) return statement;
  const span = { start: figure.sentenceStart + at, end: statement.span.end };
  const within = engine.store
    .figuresOf(figure.reportId)
    .filter((f) => f.start >= span.start && f.end <= span.end);
  return { ...statement, span, within };
}

function gap(figure: Figure, span: Span): number {
  return figure.start >= span.end ? figure.start - span.end : Math.max(0, span.start - figure.end);
}

/** What the reader must know before using the figures. */
function caveats(found: Found[]): string[] {
  const notes: string[] = [];
  for (const { slot, best } of found) {
    const { figure } = best.profile;
    if (figure.status === "plan" && slot.status !== "plan") notes.push("这是计划目标，不是已完成的数");
    const years = noteOfYears(figure);
    if (years) notes.push(years);
    const relative = slot.periods.find((p) => p.spec.year.kind === "offset");
    const meant = relative ? resolvePeriod(relative.spec, anchorOf(best.report)) : null;
    if (relative && meant && figure.period?.end.startsWith(meant.end.slice(0, 4))) {
      notes.push(`“${relative.text}”按报告的时间理解为${meant.end.slice(0, 4)}年`);
    }
  }
  return [...new Set(notes)];
}

/** What a figure told over several years is; null where its words say it or it is of one year. */
function noteOfYears({ period, piece, role, scope }: Figure): string | null {
  if (!period || period.start.slice(0, 4) === period.end.slice(0, 4) || period.pointInTime) return null;
  if (/年均|总量|总数|里程|率|强度|比重|达到/.test(piece) || /每年|年均/.test(scope)) return null;
  if (role === "change") return "这是几年间的变化，不是一年的数";
  if (isSumOfYears(piece)) return "这是多年合计的口径，不是一年的数";
  return "原文按几年一起说，没有写明是哪一年的数";
}
