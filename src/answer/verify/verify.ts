/**
 * The gate: takes any answer, whoever built it, and says what in it its evidence does not carry.
 * Quotes must be verbatim, figures must be rows of the ledger that stand in their quote, and every number, region
 * and year of the text must stand in the quote that it is marked with, or be derived from figures that do.
 */
import type { Answer, Citation } from "../../domain/index.ts";
import { checkFigure } from "./check-figures.ts";
import { checkText } from "./check-text.ts";
import type { EvidenceSource, Problem } from "./problem.ts";

/** Everything in the answer that its evidence does not carry; empty for a grounded answer. */
export function verify(answer: Answer, source: EvidenceSource): Problem[] {
  const figures = [...answer.figures, ...(answer.refusal?.nearest ?? [])];
  return [
    ...answer.citations.flatMap((citation) => checkQuote(citation, source)),
    ...figures.flatMap((figure) => checkFigure(figure, answer, source)),
    ...checkText(answer, source),
  ];
}

function checkQuote(citation: Citation, source: EvidenceSource): Problem[] {
  let text: string;
  try {
    text = source.text(citation.report);
  } catch {
    return [{ kind: "quote", detail: `引文 [${citation.n}] 的报告不在索引里` }];
  }
  return text.slice(citation.start, citation.end) === citation.quote
    ? []
    : [{ kind: "quote", detail: `引文 [${citation.n}] 与原文不一致` }];
}
