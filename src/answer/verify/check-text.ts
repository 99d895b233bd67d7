/**
 * The text against its quotes: between two marks, every number, region and year must stand in the quotes that the
 * next mark names, or in what is known of them; what is computed must be declared.
 */
import type { Answer, Citation } from "../../domain/index.ts";
import { findNumbers, fold, type NumberMention } from "../../text/index.ts";
import type { EvidenceSource, Problem } from "./problem.ts";

const MARK = /\[(\d+)\]/g;
const PLAN_WORDS = /目标|计划|拟|力争|预期|打算|争取|安排|规划/;

interface Segment {
  text: string;
  cited: number[];
}

/** Problems of the answer's text. */
export function checkText(answer: Answer, source: EvidenceSource): Problem[] {
  const problems: Problem[] = [];
  const free = freeNumbers(answer);
  for (const segment of segmentsOf(answer, source)) {
    const quotes = answer.citations.filter((c) => segment.cited.includes(c.n));
    problems.push(...checkNumbers(segment, quotes, free));
    problems.push(...checkYears(segment, quotes, answer));
    problems.push(...checkRegions(segment, quotes.length > 0 ? quotes : answer.citations, answer, source));
  }
  const plans = answer.figures.filter((f) => f.status === "plan");
  if (plans.length > 0 && !PLAN_WORDS.test(answer.text)) {
    problems.push({ kind: "status", detail: `${plans[0]?.raw ?? ""} 是计划，文字里没有说明` });
  }
  return problems;
}

/** The text cut at its marks, each part with the citations that follow it; report titles in 《》 blanked. */
function segmentsOf(answer: Answer, source: EvidenceSource): Segment[] {
  const shown = source.titles().reduce((text, title) => text.replaceAll(`《${title}》`, "《》"), answer.text);
  const segments: Segment[] = [];
  let from = 0;
  for (const mark of shown.matchAll(MARK)) {
    const text = shown.slice(from, mark.index);
    from = mark.index + mark[0].length;
    const last = segments.at(-1);
    if (text === "" && last) last.cited.push(Number(mark[1]));
    else segments.push({ text, cited: [Number(mark[1])] });
  }
  return [...segments, { text: shown.slice(from), cited: [] }];
}

function checkNumbers(segment: Segment, quotes: Citation[], free: Set<string>): Problem[] {
  const spoken = quotes.flatMap((c) => findNumbers(fold(c.quote).text));
  return quantities(segment.text).flatMap((mention) => {
    // 一件事, 每一家: an article, not a count.
    if (mention.value === 1 && /^[一每]/.test(mention.raw)) return [];
    if (free.has(key(mention)) || free.has(String(mention.value))) return [];
    const same = spoken.filter(
      (m) => key(m) === key(mention) || (mention.scale === "" && m.value === mention.value),
    );
    if (same.some((m) => m.unit === mention.unit || mention.unit === "" || m.unit === "")) return [];
    const detail =
      same.length > 0 ? `“${mention.raw}”的单位与引文不同` : `“${mention.raw}”不在它标注的引文里`;
    return [{ kind: "number" as const, detail }];
  });
}

/** Years that neither the quote nor what is known of its report or figures names. */
function checkYears(segment: Segment, quotes: Citation[], answer: Answer): Problem[] {
  const cited = quotes.length > 0 ? quotes : answer.citations;
  const figures = [...answer.figures, ...(answer.refusal?.nearest ?? [])].filter((f) =>
    cited.some((c) => c.n === f.citation),
  );
  const known = [
    ...cited.flatMap((c) => [c.quote, c.period, c.title, c.section]),
    ...figures.map((f) => f.period),
    // A refusal repeats the year that was asked for; an answer's clause never takes its year from the question.
    ...(answer.kind === "refusal" || quotes.length === 0 ? [answer.question] : []),
  ].join(" ");
  return [...segment.text.matchAll(/(?<!\d)(?:19|20)\d{2}(?=年|—|-|\/)/g)].flatMap(([year]) =>
    known.includes(year) || known.includes(`${year.slice(2)}年`)
      ? []
      : [{ kind: "period" as const, detail: `${year}年不在它标注的引文或报告里` }],
  );
}

function checkRegions(
  segment: Segment,
  cited: Citation[],
  answer: Answer,
  source: EvidenceSource,
): Problem[] {
  if (answer.kind === "refusal" || cited.length === 0) return [];
  const figures = answer.figures.filter((f) => cited.some((c) => c.n === f.citation));
  const known = [
    ...cited.flatMap((c) => [c.quote, c.title, c.section, c.region]),
    ...figures.map((f) => f.region),
  ];
  const text = known.map((k) => fold(k).text).join(" ");
  return source.regions().flatMap((name) => {
    if (!segment.text.includes(name)) return [];
    return text.includes(name) || text.includes(name.replace(/[省市区县]$/, ""))
      ? []
      : [{ kind: "region" as const, detail: `${name}不在它标注的引文或报告里` }];
  });
}

/** Numbers that need no quote: those of derived figures, of periods, of titles and of the question itself. */
function freeNumbers(answer: Answer): Set<string> {
  const free = new Set<string>();
  for (const figure of answer.figures) {
    if (!figure.derived || figure.value === null) continue;
    for (const m of findNumbers(fold(figure.raw).text)) free.add(key(m));
  }
  for (const mention of findNumbers(fold(answer.question).text)) free.add(key(mention));
  const labels = [
    answer.question,
    ...answer.citations.flatMap((c) => [c.period, c.title, c.section]),
    ...[...answer.figures, ...(answer.refusal?.nearest ?? [])].map((f) => f.period),
  ];
  for (const label of labels) {
    for (const digits of label.match(/\d+(?:\.\d+)?/g) ?? []) free.add(String(Number(digits)));
  }
  return free;
}

function quantities(text: string): NumberMention[] {
  return findNumbers(fold(text).text).filter(
    (m) => m.kind !== "date" && m.kind !== "list-number" && m.kind !== "identifier",
  );
}

function key(mention: NumberMention): string {
  return `${mention.value}${mention.scale}`;
}
