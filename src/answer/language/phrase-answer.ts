/**
 * A finished answer in, the same answer in the model's words out, or null. What is handed on while it streams has
 * passed the checks already: clause by clause up to the last citation, and then words without a number. What fails is
 * mended once, with the reason told to the model.
 */
import type { Answer, Figure } from "../../domain/index.ts";
import type { Gazetteer } from "../../text/index.ts";
import { isNoteLine } from "../body.ts";
import { type EvidenceSource, verify } from "../verify/index.ts";
import { shownLead } from "./check-lead.ts";
import { bare, checkPhrasing, type PhrasingEvidence } from "./check-phrasing.ts";
import { createFence } from "./fence.ts";
import type { ModelSession, Prompt } from "./model-session.ts";

export interface PhrasingTask {
  question: string;
  /** The rules' answer, which has passed the gate. */
  answer: Answer;
  /** The figures asked for, the headline first. */
  asked: readonly Figure[];
  /** 青田县2022年: whose and when, put before a text that does not say it. */
  label: string;
  source: EvidenceSource;
  gazetteer: Gazetteer;
  /** Called with the whole text so far each time checked words were added; the text without caveats. */
  onText?: (text: string) => void;
}

const NOTE = "由语言模型组织文字，数字已逐个与原文核对";

/** The answer with the model's wording; null when the model gave none that passes. */
export async function phrase(session: ModelSession, task: PhrasingTask): Promise<Answer | null> {
  const evidence = evidenceFor(task);
  let reasons: string[] = [];
  let before = "";
  for (let attempt = 0; attempt < 2; attempt++) {
    const told = await tellOnce(session, task, evidence, before, reasons);
    if (told.answer) return told.answer;
    before = told.text;
    reasons = told.problems;
  }
  return null;
}

async function tellOnce(
  session: ModelSession,
  task: PhrasingTask,
  evidence: PhrasingEvidence,
  before: string,
  reasons: readonly string[],
): Promise<{ answer: Answer | null; text: string; problems: string[] }> {
  const prompt = promptFor(task, before, reasons);
  let text = "";
  let checked = "";
  let started: number | undefined;
  const shown = new ShownWords(task, () => {
    session.tally.firstWordsMs ??= Math.round(performance.now() - (started ?? 0));
  });
  for await (const sofar of session.stream(prompt)) {
    if (sofar !== "") started ??= performance.now();
    text = sofar;
    const cited = citedPart(text);
    if (cited.length > checked.length) {
      const problems = problemsOf(cited, task, evidence, shown, false);
      // What follows cannot mend it: the rest is not waited for.
      if (problems.length > 0) return { answer: null, text: cited, problems };
      checked = cited;
    }
    shown.show(checked, shownLead(text.slice(checked.length), evidence));
  }
  const problems = problemsOf(text, task, evidence, shown, true);
  return { answer: problems.length === 0 ? assembled(task, text, shown.labelled) : null, text, problems };
}

/** What is wrong with the words, by the checks and then by the gate of all answers. */
function problemsOf(
  words: string,
  task: PhrasingTask,
  evidence: PhrasingEvidence,
  shown: ShownWords,
  whole: boolean,
): string[] {
  const problems = checkPhrasing(words, evidence, whole);
  if (problems.length > 0) return problems;
  // Numbers of the question lend nothing to a model's words.
  const answer = { ...assembled(task, words, shown.labelled), question: "" };
  return verify(answer, task.source).map((problem) => problem.detail);
}

/** Up to the last citation, with the sentence's end where that is there already. */
function citedPart(text: string): string {
  const last = [...text.matchAll(/\[\d+\][。！？；]?/g)].at(-1);
  return last ? text.slice(0, last.index + last[0].length) : "";
}

/** Hands checked words on, each time they grew; begins with whose and when, in the model's words or by a label. */
class ShownWords {
  /** True once the label stands before the words, false once they name region and year; it stays as it was shown. */
  labelled: boolean | undefined;
  readonly #task: PhrasingTask;
  readonly #onFirst: () => void;
  #last = "";

  constructor(task: PhrasingTask, onFirst: () => void) {
    this.#task = task;
    this.#onFirst = onFirst;
  }

  show(cited: string, lead: string): void {
    const words = withoutSpace(cited + lead);
    if (words === "") return;
    if (this.labelled === undefined) {
      if (isNamed(words, this.#task)) this.labelled = false;
      else if (cited !== "") this.labelled = true;
      else return;
    }
    const text = withLabel(words, this.#task, this.labelled);
    if (text === this.#last) return;
    if (this.#last === "") this.#onFirst();
    this.#last = text;
    this.#task.onText?.(text);
  }
}

function evidenceFor({ answer, asked, source, gazetteer }: PhrasingTask): PhrasingEvidence {
  const rows = new Map(
    answer.citations.map((c) => [
      c.n,
      source.figures(c.report).filter((row) => row.start >= c.start && row.end <= c.end),
    ]),
  );
  return { answer, rows, gazetteer, asked };
}

/** The rules' answer with other words: its notes stay, figures that are no longer told leave. */
function assembled(task: PhrasingTask, words: string, labelled: boolean | undefined): Answer {
  const { answer } = task;
  const tidy = withoutSpace(words)
    .replace(/(?<![。！？])$/, "。")
    .replace(/([；;，,])。$/, "。");
  const notes = answer.text.split("\n").filter(isNoteLine);
  const told = withLabel(tidy, task, labelled ?? !isNamed(tidy, task));
  const text = [told, ...notes, `（${NOTE}）`].join("\n");
  const plain = bare(text);
  const used = new Set(answer.figures.flatMap((f) => f.derived?.operands ?? []));
  const kept = answer.figures.map(
    (f, i) => used.has(i) || f.derived !== undefined || plain.includes(bare(f.raw)),
  );
  const moved = answer.figures.map((_, i) => kept.slice(0, i).filter(Boolean).length);
  const figures = answer.figures
    .filter((_, i) => kept[i])
    .map((f) =>
      f.derived
        ? { ...f, derived: { ...f.derived, operands: f.derived.operands.map((i) => moved[i] ?? i) } }
        : f,
    );
  return { ...answer, text, figures, mode: "model" };
}

function withoutSpace(words: string): string {
  return words.replace(/\s+/g, "");
}

function withLabel(words: string, { label }: PhrasingTask, labelled: boolean): string {
  return labelled ? `${label}：${words}` : words;
}

/** True when the words name the headline's region and year. */
function isNamed(words: string, { asked }: PhrasingTask): boolean {
  const [head] = asked;
  if (head === undefined) return true;
  const year = head.period?.end.slice(0, 4) ?? "";
  return bare(words).includes(bare(head.region)) && words.includes(year);
}

function promptFor({ question, answer }: PhrasingTask, before: string, reasons: readonly string[]): Prompt {
  const fence = createFence();
  const checked = answer.text
    .split("\n")
    .filter((line) => !isNoteLine(line))
    .join("\n");
  const quotes = answer.citations
    .map((c) => `[${c.n}] ${c.region}${c.period}《${c.title}》：${c.quote}`)
    .join("\n");
  return {
    instructions: [
      "你把已经核对过的回答改写成一两句通顺的中文，直接回答提问。",
      fence.rule,
      "数字连同单位和“约、超、近、以上”等字一字不差地照抄；不计算，不换算，不补充资料外的话。",
      "每句话末尾、句号前写出处编号，例如：……为98.6%[1]。写明地区和年份；计划目标要写明是计划。",
      "只输出改写后的回答，不用标题、列表、括号说明。",
    ].join("\n"),
    data: [
      fence.around("提问", question),
      fence.around("已核对的回答", checked),
      fence.around("出处", quotes),
      ...(before ? [fence.around("上一次的改写", before)] : []),
      ...(reasons.length > 0 ? [fence.around("上一次的毛病，请改正", reasons.slice(0, 5).join("\n"))] : []),
    ].join("\n"),
  };
}
