/**
 * The machine interface of an answer. Fields may be added; none is ever renamed or dropped.
 */

export type AnswerKind = "figure" | "comparison" | "list" | "passage" | "clarify" | "refusal";

/** off_topic: not about these reports; no_report: no report covers the region; no_figure: covered, but no such figure; other_period_or_region: there is one, for another period or region. */
export type RefusalReason = "off_topic" | "no_report" | "no_figure" | "other_period_or_region";

export interface AnswerFigure {
  /** As written, in `unit`; null for a non-numeric result. */
  value: number | null;
  unit: string;
  /** The characters in the source. */
  raw: string;
  qualifier?: string;
  /** What is counted, in the source's words. */
  metric: string;
  region: string;
  period: string;
  status: "actual" | "plan";
  /** n of the citation whose quote holds it; null only when derived. */
  citation: number | null;
  derived?: { operation: "difference" | "ratio" | "sum" | "share"; operands: number[] };
}

export interface Citation {
  n: number;
  /** Stable report id. */
  report: string;
  title: string;
  file: string;
  region: string;
  period: string;
  /** Heading path, joined by " > ". */
  section: string;
  page?: number;
  /** Verbatim: text.slice(start, end) === quote. */
  quote: string;
  start: number;
  end: number;
}

export interface Refusal {
  reason: RefusalReason;
  /** Offered, labelled as what they are; never in figures. */
  nearest?: AnswerFigure[];
}

export interface Answer {
  id?: string;
  question: string;
  kind: AnswerKind;
  /** Exactly what a chat shows, plain, with [1] marks after each cited clause. */
  text: string;
  /** Every figure the answer states, the one asked for first. */
  figures: AnswerFigure[];
  citations: Citation[];
  refusal?: Refusal;
  /** Caveats that the reader also sees in text. */
  notes: string[];
  /** Questions that a chat may offer as buttons, for a clarification or a refusal. */
  choices?: string[];
  /** Who worded it: "model" only when a language model phrased it or chose its evidence; rules when left out. */
  mode?: "rules" | "model";
  /** Time spent on this question, in milliseconds. */
  ms: number;
}

/** What a channel hands in: one message of one chat. */
export interface AskInput {
  id?: string;
  /** Messages of the same conversation follow each other in one chat. */
  conversation?: string;
  question: string;
  /** True for questions that come by the dozen, as while somebody types: no language model is asked. */
  rulesOnly?: boolean;
  /**
   * Where a language model phrases: called with the whole text so far each time checked words were added; each number
   * in it has passed the checks and stands before its mark. What counts is the answer in the end, which may be another.
   */
  onText?: (text: string) => void;
}

/** What every channel talks to. Never rejects for a bad question: it answers with a refusal. */
export interface Assistant {
  ask(input: AskInput): Promise<Answer>;
}
