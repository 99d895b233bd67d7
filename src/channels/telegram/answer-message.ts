/**
 * An answer in, the blocks of its Telegram message out: the text with its headline figure bold and its caveats in
 * italics, then each citation as a quote with report, section, year and page.
 */
import type { Answer, AnswerFigure, Citation } from "../../domain/index.ts";
import { citationLabel, shownQuote, visibleText } from "../rendering/index.ts";
import { type Block, marked, quoteBlock, type Run, run, textBlock } from "./message-blocks.ts";

export interface AnswerMessageOptions {
  /** Shown above the answer, for a question that no message of the chat holds. */
  asked?: string | undefined;
  /** True for a report whose text was recognised from pictures. */
  isRecognised?: ((reportId: string) => boolean) | undefined;
}

const maxQuoteChars = 800;
const recognisedNote = "（文字由图片识别，请与原件核对）";

/** The blocks of an answer. Everything from a report stays text: markup is written when the pages are made. */
export function answerBlocks(answer: Answer, { asked, isRecognised }: AnswerMessageOptions = {}): Block[] {
  const blocks: Block[] = [];
  if (asked !== undefined) blocks.push(textBlock(run(`问：${asked}`, "b")));
  blocks.push(answerText(answer));
  for (const citation of answer.citations) {
    blocks.push(citationBlock(citation, answer.figures, isRecognised?.(citation.report) ?? false));
  }
  return blocks;
}

/** Where a citation stands, then its quote with the figures bold. */
export function citationBlock(
  citation: Citation,
  figures: readonly AnswerFigure[],
  recognised: boolean,
): Block {
  const label = citationLabel(citation);
  const where = [label.section, label.period].filter((part) => part !== "").join(" · ");
  const raw = figures.find((figure) => figure.citation === citation.n)?.raw ?? "";
  const quote = shownQuote(citation.quote, maxQuoteChars);
  return quoteBlock([
    run(`[${citation.n}] ${label.title}`, "b"),
    `${where === "" ? "" : `\n${where}`}\n“`,
    ...marked(quote, visibleText(raw), [], ["b"]),
    `”\n${label.place}`,
    ...(recognised ? ["\n", run(recognisedNote, "i")] : []),
  ]);
}

/** Citations without their quotes, one line per place: [1][3] report · section · page. */
export function citationLines(
  citations: readonly Citation[],
  isRecognised: (reportId: string) => boolean,
): string {
  const places = new Map<string, number[]>();
  for (const citation of citations) {
    const { title, section } = citationLabel(citation);
    const page = citation.page === undefined ? "" : `第${citation.page}页`;
    const place = [title, section, page].filter((part) => part !== "").join(" · ");
    const line = place + (isRecognised(citation.report) ? recognisedNote : "");
    places.set(line, [...(places.get(line) ?? []), citation.n]);
  }
  return [...places].map(([line, numbers]) => `${numbers.map((n) => `[${n}]`).join("")} ${line}`).join("\n");
}

/** 计划数 or 由原文数字算得, where the figure is one and the text does not say so; "" otherwise. */
export function figureMark(figure: AnswerFigure | undefined, text = ""): string {
  if (figure?.status === "plan" && !/计划|目标|拟|力争|预计|规划/.test(text)) return "计划数，不是实绩";
  if (figure?.derived && !/计算|相差|合计|比值|占|倍/.test(text)) return "由原文数字算得";
  return "";
}

function answerText(answer: Answer): Block {
  const text = visibleText(answer.text).trim();
  const [headline] = answer.figures;
  const notes = answer.notes.map((note) => visibleText(note).trim()).filter((note) => note !== "");
  const runs: Run[] = text.split("\n").flatMap((line, i) => {
    const feed = i === 0 ? [] : [run("\n")];
    if (i > 0 && (line.startsWith("注意：") || notes.some((note) => line.includes(note)))) {
      return [...feed, run(line, "i")];
    }
    const shown = i === 0 || answer.kind === "comparison" ? answer.figures : [];
    const figure =
      i === 0 && answer.kind !== "comparison" ? headline : shown.find(({ raw }) => line.includes(raw));
    return [...feed, ...firstMarked(line, visibleText(figure?.raw ?? ""))];
  });
  const mark = figureMark(headline, text);
  return textBlock(...runs, ...(mark === "" ? [] : [run("\n"), run(`（${mark}）`, "i")]));
}

/** The line with the figure bold where it first stands; where the answer words it otherwise, its number. */
function firstMarked(line: string, raw: string): Run[] {
  const number = /\d[\d,，.]*\d|\d/.exec(raw)?.[0] ?? "";
  for (const mark of [raw, number]) {
    const runs = marked(line, mark, [], ["b"]);
    const first = runs.findIndex(({ styles }) => styles.length > 0);
    if (first < 0) continue;
    return runs.map((part, i) => (i > first ? { ...part, styles: [] } : part));
  }
  return [run(line)];
}
