/**
 * The text against its quotes: between two marks, every number, region and year must stand in the quotes that the
 * next mark names, or in what is known of them; what is computed must be declared.
 */
import type { Answer, Citation } from "../../domain/index.ts";
import { findNumbers, fold, type NumberMention, scaleOf } from "../../text/index.ts";
import { checkPeriods } from "./check-periods.ts";
import { type EvidenceSource, type Problem, rowsWithin } from "./problem.ts";
import { baseValue } from "./scales.ts";

const MARK = /\[(\d+)\]/g;
/** Words by which a text says that it tells a plan. */
export const PLAN_WORDS = /目标|计划|拟|力争|预期|打算|争取|安排|规划/;

/** What was looked for in vain belongs to no quote. */
const NOT_FOUND = /没有找到[^。；\n]*/g;

interface Segment {
  text: string;
  cited: number[];
}

/** Problems of the answer's text. */
export function checkText(answer: Answer, source: EvidenceSource): Problem[] {
  const problems: Problem[] = [];
  const free = freeNumbers(answer);
  const segments = segmentsOf(answer, source);
  for (const segment of segments) {
    const quotes = answer.citations.filter((c) => segment.cited.includes(c.n));
    problems.push(...checkNumbers(segment, quotes, free, answer));
    problems.push(...checkVague(segment, quotes, answer));
    const told = segment.text.replace(NOT_FOUND, "");
    problems.push(...checkPeriods(told, quotes, answer, source));
    problems.push(...checkRegions(told, quotes, answer, source));
  }
  return [...problems, ...checkPlans(segments, answer, source)];
}

/** The text cut at its marks, each part with the citations that follow it; report titles in 《》 blanked. */
function segmentsOf(answer: Answer, source: EvidenceSource): Segment[] {
  const cited = answer.citations.reduce((text, c) => text.replaceAll(`《${c.title}》`, "《》"), answer.text);
  const shown = cited.replace(/《([^《》]+)》/g, (all, title) => (source.titles().has(title) ? "《》" : all));
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

function checkNumbers(segment: Segment, quotes: Citation[], free: Set<string>, answer: Answer): Problem[] {
  const stated = [...answer.figures, ...(answer.refusal?.nearest ?? [])].filter(
    (f) => f.citation !== null && segment.cited.includes(f.citation),
  );
  const spoken = quotes.flatMap((c) => findNumbers(fold(c.quote)));
  return quantities(segment.text).flatMap((mention) => {
    // 一件事, 每一家: an article, not a count.
    if (mention.value === 1 && /^[一每]/.test(mention.raw)) return [];
    if (free.has(key(mention)) || free.has(String(mention.value))) return [];
    const same = spoken.filter(
      (m) => key(m) === key(mention) || (mention.scale === "" && m.value === mention.value),
    );
    // The unit of a table's cell stands in its heading; the figure was checked against the ledger.
    const value = scaleOf(mention.unit) * mention.value;
    if (stated.some((f) => baseValue(f) === value && f.unit === mention.unit)) return [];
    if (same.some((m) => m.unit === mention.unit || mention.unit === "" || m.unit === "")) return [];
    const detail =
      same.length > 0 ? `“${mention.raw}”的单位与引文不同` : `“${mention.raw}”不在它标注的引文里`;
    return [{ kind: "number" as const, detail }];
  });
}

/** Numbers without digits that the number reader leaves alone: 数百, 十几, 一半, 翻两番, 肆万. */
const VAGUE =
  /[数几][十百千万亿]+|[十百千万]几|[一二三四五六七八九]{2}[十百千]|一半|过半|半数|翻了?[一二两三四五]?番|[壹贰叁肆伍陆柒捌玖拾佰仟][壹贰叁肆伍陆柒捌玖拾佰仟万亿]*/g;

function checkVague(segment: Segment, quotes: Citation[], answer: Answer): Problem[] {
  const known = bare([...quotes.map((c) => c.quote), answer.question].join(" "));
  return (bare(segment.text).match(VAGUE) ?? []).flatMap((word) =>
    known.includes(word) ? [] : [{ kind: "number" as const, detail: `“${word}”不在它标注的引文里` }],
  );
}

/** Plans that the text tells as if they were done: its numbers are rows of plans, and no word says so. */
function checkPlans(segments: Segment[], answer: Answer, source: EvidenceSource): Problem[] {
  if (PLAN_WORDS.test(answer.text)) return [];
  const told = segments.flatMap((segment) => {
    const said = quantities(segment.text).map((m) => m.raw);
    return answer.citations
      .filter((c) => segment.cited.includes(c.n))
      .flatMap((c) => rowsWithin(c, source))
      .filter((row, _, rows) => {
        const same = rows.filter((r) => bare(r.raw) === bare(row.raw));
        return said.includes(bare(row.raw)) && same.every((r) => r.status === "plan");
      });
  });
  const plan = told[0] ?? answer.figures.find((f) => f.status === "plan");
  return plan ? [{ kind: "status", detail: `${plan.raw} 是计划，文字里没有说明` }] : [];
}

function bare(text: string): string {
  return fold(text).replace(/\s/g, "");
}

function checkRegions(told: string, quotes: Citation[], answer: Answer, source: EvidenceSource): Problem[] {
  const cited = quotes.length > 0 ? quotes : answer.citations;
  if (answer.kind === "refusal" || cited.length === 0) return [];
  const figures = answer.figures.filter((f) => cited.some((c) => c.n === f.citation));
  const known = [
    ...cited.flatMap((c) => [c.quote, c.title, c.section, c.region]),
    ...figures.map((f) => f.region),
    // Without a mark it claims no number: 缙云县较高.
    ...(quotes.length > 0 ? [] : [answer.question]),
  ];
  const text = known.map((k) => fold(k)).join(" ");
  return source.regions().flatMap((name) => {
    if (!told.includes(name)) return [];
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
    for (const m of findNumbers(fold(figure.raw))) free.add(key(m));
  }
  for (const mention of findNumbers(fold(answer.question))) free.add(key(mention));
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
  return findNumbers(fold(text)).filter(
    (m) => m.kind !== "date" && m.kind !== "list-number" && m.kind !== "identifier",
  );
}

function key(mention: NumberMention): string {
  return `${mention.value}${mention.scale}`;
}
