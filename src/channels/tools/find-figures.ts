/**
 * What a program wants to know in, figures with their citations out; never words without a source.
 */
import type { Answer, AnswerFigure, AnswerKind, Assistant, Citation } from "../../domain/index.ts";
import { UserError } from "../../domain/index.ts";

/** Either a whole question or a measure; region and period are put before it where it does not name them. */
export interface FigureQuery {
  question?: string | undefined;
  /** What is counted: 跨省通办事项, 网上可办率. */
  measure?: string | undefined;
  /** 湛江市. */
  region?: string | undefined;
  /** 2021, 2021年, 2022年上半年. */
  period?: string | undefined;
}

export interface FigureLookup {
  found: boolean;
  /** The question that was asked. */
  question: string;
  /** In Chinese: that figures were found, or why not; its [1] marks point into `citations`. */
  message: string;
  /**
   * The figures, the one asked for first; each has a citation or is derived from figures that have. Where the question
   * was not clear about the region (`found` is false then), those of each region it may mean.
   */
  figures: AnswerFigure[];
  /** Figures for another period or region, when the one asked for is not there. */
  nearest: AnswerFigure[];
  citations: Citation[];
  /** Caveats, in Chinese. */
  notes: string[];
  /** Questions that would get an answer. */
  choices: string[];
}

const TELLS_FIGURES: ReadonlySet<AnswerKind> = new Set<AnswerKind>(["figure", "comparison", "list"]);

/** Looks figures up in the ledger through the assistant; throws a UserError without question and measure. */
export async function findFigures(assistant: Assistant, query: FigureQuery): Promise<FigureLookup> {
  const question = questionOf(query);
  const answer = await assistant.ask({ question });
  // The figures of a narrative answer merely stand in its sentences: nobody asked for them.
  const told = answer.kind === "passage" ? [] : answer.figures;
  const figures = told.filter((figure) => isSourced(figure, answer));
  const found = TELLS_FIGURES.has(answer.kind) && figures.length > 0;
  return {
    found,
    question,
    message: found ? foundWords(figures.length) : whyNot(answer),
    figures,
    nearest: (answer.refusal?.nearest ?? []).filter((figure) => isSourced(figure, answer)),
    // A narrative answer's quotes are no evidence for anything said here.
    citations: answer.kind === "passage" ? [] : answer.citations,
    notes: answer.notes,
    choices: answer.choices ?? [],
  };
}

function questionOf({ question, measure, region, period }: FigureQuery): string {
  const asked = question?.trim() || (measure?.trim() ? `${measure.trim()}是多少` : "");
  if (asked === "") {
    throw new UserError("请给出 question（完整的问题），或给出 measure（指标，例如 跨省通办事项）。");
  }
  const year = period?.trim().replace(/^(\d{4})$/, "$1年");
  const before = [region?.trim(), year].filter((word) => word && !asked.includes(word));
  return `${before.join("")}${asked}`;
}

function foundWords(count: number): string {
  return count > 1 ? `查到 ${count} 个数字，所问的在最前。` : "查到了。";
}

function isSourced(figure: AnswerFigure, { citations }: Answer): boolean {
  return figure.derived !== undefined || citations.some(({ n }) => n === figure.citation);
}

function whyNot({ kind, text }: Answer): string {
  if (kind === "refusal" || kind === "clarify") return text;
  return "没有查到这样的数字；报告里可能有相关的叙述，可以用 search_passages 查找，或用 ask 提问。";
}
