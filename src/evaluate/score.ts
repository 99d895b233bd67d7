/**
 * Scores answers against gold questions. The measures are those of the project's scorer: same names, same rules.
 */
import { basename } from "node:path";
import { bareUnit } from "../answer/index.ts";
import type { Answer, AnswerFigure } from "../domain/index.ts";
import { scaleOf } from "../text/index.ts";
import { docsOf, type GoldFigure, type GoldQuestion } from "./questions.ts";

export interface Tally {
  hits: number;
  of: number;
}

export interface Miss {
  measure: string;
  id: string;
  question: string;
  why: string;
}

export interface Scores {
  questions: number;
  tallies: Record<string, Tally>;
  misses: Miss[];
  ungroundedNumbers: number;
  p50Ms: number;
  p95Ms: number;
}

/** Scores all answered questions. */
export function score(questions: GoldQuestion[], answers: Map<string, Answer>): Scores {
  const tallies: Record<string, Tally> = {};
  const misses: Miss[] = [];
  const times: number[] = [];
  let ungroundedNumbers = 0;
  for (const question of questions) {
    const answer = answers.get(question.id);
    if (!answer) continue;
    times.push(answer.ms);
    const add = (measure: string, hit: boolean, why: string) => {
      const tally = tallies[measure] ?? { hits: 0, of: 0 };
      tallies[measure] = { hits: tally.hits + (hit ? 1 : 0), of: tally.of + 1 };
      if (!hit) misses.push({ measure, id: question.id, question: question.question, why });
    };
    const loose = ungrounded(answer);
    ungroundedNumbers += loose.length;
    if (loose.length > 0)
      misses.push({
        measure: "ungrounded",
        id: question.id,
        question: question.question,
        why: loose.join(" "),
      });
    scoreOne(question, answer, add);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { questions: questions.length, tallies, misses, ungroundedNumbers, p50Ms: at(0.5), p95Ms: at(0.95) };
}

type Add = (measure: string, hit: boolean, why: string) => void;

function scoreOne(question: GoldQuestion, answer: Answer, add: Add): void {
  const { tags } = question;
  const refused = answer.kind === "refusal";
  const shown = answer.text.replace(/\s+/g, " ").slice(0, 140);
  if (question.type === "unanswerable") {
    add("refuses_unanswerable", refused, shown);
    if (refused && question.reason) {
      add(
        "refusal_reason",
        answer.refusal?.reason === question.reason,
        `${answer.refusal?.reason} for ${question.reason}`,
      );
    }
    return;
  }
  if (tags.includes("ambiguous-region") || tags.includes("ambiguous-year")) {
    const stated = question.figures.filter((g) => answer.figures.some((f) => same(g, f))).length;
    add(
      "asks_or_lists_when_ambiguous",
      answer.kind === "clarify" || stated >= Math.min(2, question.figures.length),
      shown,
    );
    return;
  }
  if (tags.includes("merged-document") || (tags.includes("false-premise") && question.type === "figure"))
    return;
  add("answers_answerable", !refused, shown);
  const gold = question.figures;
  if ((question.type === "figure" || question.type === "followup") && gold.length > 0) {
    scoreFigures(question, answer, shown, add);
  } else if (question.type === "compare") {
    scoreEach("compare_figures", gold, answer, add);
    add("compare_whole", gold.length > 0 && gold.every((g) => answer.figures.some((f) => same(g, f))), shown);
  } else {
    const want = bigrams(question.answer);
    const got = bigrams(answer.text + answer.citations.map((c) => c.quote).join(""));
    const shared = [...want].filter((b) => got.has(b)).length;
    const docs = docsOf(question);
    const cited = answer.citations.some((c) => docs.has(basename(c.file)));
    add("passage_right_report", cited || docs.size === 0, shown);
    add("passage_content", shared >= 0.5 * want.size, `${shared}/${want.size} ${shown}`);
  }
}

function scoreEach(criterion: Parameters<Add>[0], gold: GoldFigure[], answer: Answer, add: Add): void {
  for (const g of gold) {
    const told = answer.figures.some((f) => same(g, f));
    add(criterion, told, `want ${g.value}${g.unit} got ${listed(answer)}`);
  }
}

function scoreFigures(question: GoldQuestion, answer: Answer, shown: string, add: Add): void {
  const [headline, ...further] = question.figures;
  const docs = docsOf(question);
  const [first] = answer.figures;
  if (!headline) return;
  const right = first !== undefined && same(headline, first);
  add("headline_figure", right, `want ${headline.value}${headline.unit} got ${listed(answer)} ${shown}`);
  add(
    "headline_in_answer",
    answer.figures.some((f) => same(headline, f)),
    "",
  );
  scoreEach("further_figures", further, answer, add);
  if (right && docs.size > 0) {
    const citation = answer.citations.find((c) => c.n === first?.citation);
    add("citation_right", citation !== undefined && docs.has(basename(citation.file)), citation?.quote ?? "");
  }
  if (
    question.tags.includes("plan-not-actual") &&
    right &&
    /目标|计划|拟|力争|预期/.test(question.answer.split(/[；;（(]/)[0] ?? "")
  ) {
    add("plan_labelled", first?.status === "plan" || /目标|计划|拟|力争|预期|打算/.test(answer.text), shown);
  }
}

function listed(answer: Answer): string {
  return answer.figures
    .slice(0, 4)
    .map((f) => `${f.value}${f.unit}`)
    .join(" ");
}

function inBase(value: number, unit: string): [number, string] {
  const trimmed = unit.trim().replace("％", "%");
  return [value * scaleOf(trimmed), bareUnit(trimmed)];
}

/** True when the figure is the gold figure, 万/亿 multiplied out. */
export function same(gold: GoldFigure, figure: Pick<AnswerFigure, "value" | "unit">): boolean {
  if (figure.value === null) return false;
  const [g, goldUnit] = inBase(gold.value, gold.unit);
  const [f, unit] = inBase(figure.value, figure.unit);
  if (Math.abs(g - f) > 1e-6 * Math.max(1, Math.abs(g))) return false;
  return (goldUnit === "%") === (unit === "%") || goldUnit === "" || unit === "";
}

const NUMBER = /\d+(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/g;

function numbers(text: string): number[] {
  return (text.normalize("NFKC").match(NUMBER) ?? []).map((n) => Number(n.replace(/[,，]/g, "")));
}

/** Numbers of the text that stand in no quote, title, period or question and are not declared derived. */
function ungrounded(answer: Answer): number[] {
  const text = answer.text.replace(/\[\d+(?:[,，、]\s*\d+)*\]/g, " ").replace(/^\s*\d+[.、)）](?!\d)/gm, " ");
  const allowed = new Set(numbers(answer.question));
  for (const c of answer.citations) {
    for (const field of [c.quote, c.title, c.period, c.section, c.file, c.region])
      for (const n of numbers(field)) allowed.add(n);
  }
  for (const f of [...answer.figures, ...(answer.refusal?.nearest ?? [])]) {
    if (f.derived && f.value !== null) allowed.add(f.value);
    for (const n of numbers(f.period)) allowed.add(n);
  }
  return numbers(text).filter((n) => !allowed.has(n) && !(n >= 1990 && n <= 2040 && Number.isInteger(n)));
}

function bigrams(text: string): Set<string> {
  const words = text.replace(/[^\p{L}\p{N}_]/gu, "");
  const found = new Set<string>();
  for (let i = 0; i + 1 < words.length; i++) found.add(words.slice(i, i + 2));
  return found;
}
