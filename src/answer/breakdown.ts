/**
 * Follow-ups on the parts of the last figure (按类型分各多少？加起来对得上吗): the parts told beside it,
 * their sum, and whether it meets the total.
 */
import type { AnswerFigure, Figure } from "../domain/index.ts";
import { scaleOf } from "../text/index.ts";
import { type Body, noteLine } from "./body.ts";
import { type Statement, say } from "./compose.ts";
import type { Engine } from "./engine.ts";
import { EvidenceBook, labelOf, statementSpan } from "./evidence.ts";
import { bareUnit } from "./understand/index.ts";
import { baseValue } from "./verify/index.ts";

const ASKS =
  /按.{1,6}分|分别(?:是|有|为)?多少$|各(?:是|有|为|占)?多少|(?:里面|其中)(?:有)?(?:哪些|几类|各)|加起来|对得上|合计对|总数对/;
const ASKS_SUM = /加起来|对得上|合计|总数对|一致/;

/** True when the folded question asks for the parts of what was answered before. */
export function asksBreakdown(folded: string): boolean {
  return ASKS.test(folded);
}

/** The parts of a figure that its report tells; null when there are fewer than two. */
export function composeBreakdown(
  engine: Engine,
  headline: Figure,
  shownIds: string[],
  folded: string,
): Body | null {
  const report = engine.catalogue.byId(headline.reportId);
  const parts = partsOf(engine.store.figuresOf(headline.reportId), headline, shownIds);
  if (!report || parts.length < 2) return null;
  const book = new EvidenceBook(engine.store);
  const statements = parts.map((figure): Statement => {
    const span = statementSpan(engine.store, figure, true);
    return { report, figure, span, within: [figure] };
  });
  const lines = [`${labelOf(headline)}：${statements.map((s) => say(engine, book, s)).join("；")}`];
  const notes: string[] = [];
  const figures: AnswerFigure[] = [...book.figures];
  const operands = book.figures.map((_, i) => i);
  const sum = Number(parts.reduce((total, f) => total + baseValue(f), 0).toFixed(6));
  const { unit } = headline;
  const inUnit = Number((sum / scaleOf(unit)).toFixed(6));
  if (ASKS_SUM.test(folded)) {
    const total = baseValue(headline);
    figures.push({
      value: inUnit,
      unit,
      raw: `${inUnit}${unit}`,
      metric: "各项合计",
      region: headline.region,
      period: headline.period?.label ?? "",
      status: headline.status,
      citation: null,
      derived: { operation: "sum", operands },
    });
    const head = say(engine, book, {
      report,
      figure: headline,
      span: statementSpan(engine.store, headline),
      within: [headline],
    });
    figures.push(...book.figures.slice(operands.length));
    lines.push(`以上合计${inUnit}${unit}；总数是：${head}`);
    notes.push(sum === total ? "各项之和与总数一致" : "各项之和与总数对不上，原文自相矛盾，引用时请注意");
  }
  return {
    kind: "figure",
    text: [...lines.map((l) => `${l}。`), ...notes.map(noteLine)].join("\n"),
    figures,
    citations: book.citations,
    notes,
  };
}

/**
 * Figures of the same unit in the headline's passage: the nearest run after it that was not shown yet, else, where a
 * note has named them all, the one of the nearest other sentence.
 */
function partsOf(figures: Figure[], headline: Figure, shownIds: string[]): Figure[] {
  const same = figures.filter(
    (f) =>
      f.passageId === headline.passageId &&
      f.start > headline.end &&
      bareUnit(f.unit) === bareUnit(headline.unit),
  );
  const unseen = same.filter((f) => !shownIds.includes(f.id));
  const elsewhere = same.filter((f) => f.sentenceStart !== headline.sentenceStart);
  const runs = [unseen, elsewhere, same].map((run) =>
    run.filter((f) => f.sentenceStart === run[0]?.sentenceStart),
  );
  return runs.find((run) => run.length >= 2) ?? [];
}
