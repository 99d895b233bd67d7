/**
 * A finished answer in, the same answer in the model's words out, or null. Sentence by sentence: what is handed on
 * while it streams has passed the checks already. What fails is mended once, with the reason told to the model.
 */
import type { Answer, Figure } from "../../domain/index.ts";
import type { Gazetteer } from "../../text/index.ts";
import { type EvidenceSource, verify } from "../verify/index.ts";
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
  let shown = "";
  for await (const sofar of session.stream(prompt)) {
    text = sofar;
    const done = finishedPart(text);
    if (done.length <= shown.length) continue;
    const problems = checkPhrasing(done, evidence, false);
    const answer = problems.length === 0 ? assembled(task, done) : null;
    const gate = answer ? gateProblems(answer, task) : problems;
    // What follows cannot mend it: the rest is not waited for.
    if (gate.length > 0 || !answer) return { answer: null, text: done, problems: gate };
    shown = done;
    task.onText?.(answer.text);
  }
  const problems = checkPhrasing(text, evidence, true);
  const answer = problems.length === 0 ? assembled(task, text) : null;
  const gate = answer ? gateProblems(answer, task) : problems;
  return gate.length === 0 ? { answer, text, problems: [] } : { answer: null, text, problems: gate };
}

/** The sentences that are complete, marks included; a sentence that may still get its mark is not. */
function finishedPart(text: string): string {
  const last = [...text.matchAll(/(?:[。！？；]\s*(?:\[\d+\])+|(?:\[\d+\])+[。！？；])(?=[^[。])/g)].at(-1);
  return last ? text.slice(0, last.index + last[0].length) : "";
}

function evidenceFor({ answer, asked, source, gazetteer }: PhrasingTask): PhrasingEvidence {
  const rows = new Map(
    answer.citations.map((c) => [
      c.n,
      source.figures(c.report).filter((row) => row.start >= c.start && row.end <= c.end),
    ]),
  );
  return { answer, rows, gazetteer, asked: asked.map((f) => f.raw) };
}

/** The rules' answer with other words: its notes stay, figures that are no longer told leave. */
function assembled({ answer, label, asked }: PhrasingTask, words: string): Answer {
  const tidy = words
    .replace(/\s+/g, "")
    .replace(/(?<![。！？])$/, "。")
    .replace(/([；;，,])。$/, "。");
  const [head] = asked;
  const named = head === undefined || (bare(tidy).includes(bare(head.region)) && tidy.includes(yearOf(head)));
  const notes = answer.text.split("\n").filter((line) => line.startsWith("注意："));
  const text = [named ? tidy : `${label}：${tidy}`, ...notes, `（${NOTE}）`].join("\n");
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

function yearOf(figure: Figure): string {
  return figure.period?.end.slice(0, 4) ?? "";
}

/** Numbers of the question lend nothing to a model's words. */
function gateProblems(answer: Answer, { source }: PhrasingTask): string[] {
  return verify({ ...answer, question: "" }, source).map((problem) => problem.detail);
}

function promptFor({ question, answer }: PhrasingTask, before: string, reasons: readonly string[]): Prompt {
  const fence = createFence();
  const checked = answer.text
    .split("\n")
    .filter((line) => !line.startsWith("注意："))
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
