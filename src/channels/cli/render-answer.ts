/**
 * An answer in, the lines that a terminal shows out: the text, then each citation with its quote and file.
 * Caveats stand in the text already and are not repeated.
 */
import type { Answer, Citation } from "../../domain/index.ts";
import { citationLabel, shownQuote, visibleText } from "../rendering/index.ts";

export interface RenderOptions {
  /** ANSI colours; off by default, so that piped output stays plain. */
  color?: boolean;
}

const maxQuoteChars = 400;

/** Plain text without a line break at its end; quotes are cut after 400 characters, and control characters of a report never reach the terminal. */
export function renderAnswer(answer: Answer, options: RenderOptions = {}): string {
  const paint = options.color ? ansi : plain;
  const blocks = [visibleText(answer.text).trim()];
  const citations = answer.citations.map((citation) => renderCitation(citation, paint));
  if (citations.length > 0) blocks.push(citations.join("\n"));
  const choices = (answer.choices ?? []).map((choice) => `  - ${visibleText(choice)}`);
  if (choices.length > 0) blocks.push(["可以接着问：", ...choices].join("\n"));
  return blocks.filter((block) => block !== "").join("\n\n");
}

function renderCitation(citation: Citation, paint: Paint): string {
  const label = citationLabel(citation);
  const head = [label.title, label.section, label.period].filter((part) => part !== "").join(" · ");
  const quote = shownQuote(citation.quote, maxQuoteChars).replace(/\n/g, "\n    ");
  return [
    `${paint.mark(`[${citation.n}]`)} ${head}`,
    `    “${quote}”`,
    `    ${paint.faint(label.place)}`,
  ].join("\n");
}

interface Paint {
  mark(text: string): string;
  faint(text: string): string;
}

const plain: Paint = { mark: (text) => text, faint: (text) => text };

const ansi: Paint = {
  mark: (text) => `\u001b[1;36m${text}\u001b[0m`,
  faint: (text) => `\u001b[2m${text}\u001b[0m`,
};
