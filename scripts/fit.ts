/**
 * npm run -s fit -- --questions FILE --corpus DIR [--questions FILE --corpus DIR …] [--embedder ngrams]:
 * fits the ranker's weights (listwise logistic loss with weights not below 0 and an L2 penalty) on gold questions,
 * and prints them with the share of right headlines in sample and with whole reports left out, then the model that
 * accepts or refuses the best figure, fitted on questions whose answer's sentence was taken out of its report.
 * With --acceptance the ranker's weights stay as they are and only that model is fitted.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createAssistant,
  mayBeOfPeriod,
  type SlotResult,
  type Support,
  supportOf,
} from "../src/answer/index.ts";
import {
  FEATURE_NAMES,
  type FeatureName,
  LEXICAL,
  prepareWords,
  SEMANTIC,
} from "../src/answer/select/index.ts";
import { UserError } from "../src/domain/index.ts";
import { askAll, docsOf, parseQuestions, same } from "../src/evaluate/index.ts";
import { embedderFrom, openIndex, refreshIndex } from "../src/workspace.ts";
import { progress, readArguments, runCommand, settings } from "./command.ts";

/** A candidate: its features for the ranker, and what the acceptance model sees beside the ranker's score. */
interface Row {
  features: Vector;
  support: Support;
}

interface Example {
  id: string;
  /** The report that the answer stands in; whole reports are left out together. */
  group: string;
  rows: Row[];
  gold: boolean[];
  /** Rows that share a sentence with a gold row: with them deleted the question is unanswerable. */
  goldSentence: boolean[];
}

type Vector = Float64Array;

/**
 * Weights that the data may raise but not drop: telling a plan as a result, a flow as a stock or another period
 * costs more than the few gold questions on it can show.
 */
const AT_LEAST: Partial<Record<FeatureName, number>> = {
  status: 1.5,
  flow: 3,
  role: 1,
  place: 1,
  period: 2,
  near: 1.5,
};

const STEPS = 800;
const RATE = 0.05;
const PENALTY = 0.0008;

/** What the acceptance model sees of the best candidate. */
const SUPPORT: (keyof Support)[] = ["score", "cover", "missingName", "period", "unit"];

await runCommand(async () => {
  const { values } = readArguments({
    questions: { type: "string", multiple: true },
    corpus: { type: "string", multiple: true },
    index: { type: "string", multiple: true },
    embedder: { type: "string" },
    acceptance: { type: "boolean" },
  });
  const pairs = (values.questions ?? []).map((questions, i) => ({
    questions,
    corpus: values.corpus?.[i] ?? "",
    index: values.index?.[i],
  }));
  if (pairs.length === 0 || pairs.some((p) => p.corpus === "")) {
    throw new UserError("请成对写出 --questions 问题文件 和 --corpus 报告文件夹。");
  }
  const examples: Example[] = [];
  const refusable: Row[][] = [];
  for (const pair of pairs) {
    const read = await examplesOf(pair, values.embedder);
    examples.push(...read.examples);
    refusable.push(...read.refusable);
  }
  if (values.acceptance) {
    const shipped = values.embedder === "ngrams" ? LEXICAL : SEMANTIC;
    const weights = Float64Array.from(FEATURE_NAMES, (name) => shipped[name]);
    process.stdout.write(`${acceptanceReport(acceptanceCases(examples, refusable, weights))}\n`);
    return 0;
  }
  const weights = fitWeights(examples);
  const groups = [...new Set(examples.map((e) => e.group))];
  let leftOut = 0;
  for (const group of groups) {
    const held = examples.filter((e) => e.group === group);
    const trained = fitWeights(examples.filter((e) => e.group !== group));
    leftOut += held.filter((e) => isRight(e, trained)).length;
  }
  const inSample = examples.filter((e) => isRight(e, weights)).length;
  const shown = FEATURE_NAMES.map((name, i) => `  ${name}: ${(weights[i] ?? 0).toFixed(2)},`);
  process.stdout.write(`{\n${shown.join("\n")}\n}\n`);
  process.stdout.write(
    `${examples.length} questions, ${groups.length} reports; right headline in sample ${percent(inSample, examples.length)}, report left out ${percent(leftOut, examples.length)}\n`,
  );
  process.stdout.write(`${thresholds(examples, refusable, weights)}\n`);
  process.stdout.write(`${acceptanceReport(acceptanceCases(examples, refusable, weights))}\n`);
  const wrong = examples.filter((e) => !isRight(e, weights)).map((e) => e.id);
  process.stdout.write(`wrong in sample: ${wrong.join(" ")}\n`);
  return 0;
});

async function examplesOf(
  pair: { questions: string; corpus: string; index: string | undefined },
  embedderName: string | undefined,
): Promise<{ examples: Example[]; refusable: Row[][] }> {
  const folder = pair.index ?? (await mkdtemp(join(tmpdir(), "zhengwen-fit-")));
  try {
    const base = settings({ corpus: pair.corpus, index: folder });
    const config = embedderName ? { ...base, embedder: embedderName } : base;
    const embedder = await embedderFrom(config, { onProgress: progress });
    await refreshIndex(config, embedder);
    await embedder.dispose?.();
    const { store, embedder: asking, close } = await openIndex(config, { onProgress: progress });
    const questions = parseQuestions(await readFile(pair.questions, "utf8"), pair.questions);
    const asked = await askAll(createAssistant({ store, embedder: asking }), questions);
    const frequencies = store.documentFrequency();
    const rowsOf = (result: SlotResult): Row[] => {
      const prepared = prepareWords(result.slot, frequencies);
      return result.candidates
        .filter((c) => mayBeOfPeriod(result.slot, c))
        .map((c) => ({ features: vectorOf(c.features), support: supportOf(c, prepared) }));
    };
    const refusable = asked.flatMap(({ question, trace }) => {
      const [result] = trace?.results ?? [];
      const rows = result ? rowsOf(result) : [];
      return question.type === "unanswerable" && rows.length > 0 ? [rows] : [];
    });
    const examples = asked.flatMap(({ question, trace }) => {
      const headline = question.figures[0];
      if ((question.type !== "figure" && question.type !== "followup") || !headline) return [];
      const [result] = trace?.results ?? [];
      if (!result) return [];
      const candidates = result.candidates.filter((c) => mayBeOfPeriod(result.slot, c));
      const gold = candidates.map(
        (c) => docsOf(question).has(c.report.file) && same(headline, c.profile.figure),
      );
      if (!gold.includes(true)) return [];
      const rows = rowsOf(result);
      const place = (c: (typeof candidates)[number]) => `${c.report.id}:${c.profile.figure.sentenceStart}`;
      const sentences = new Set(candidates.filter((_, i) => gold[i]).map(place));
      const goldSentence = candidates.map((c) => sentences.has(place(c)));
      return [{ id: question.id, group: question.doc ?? question.id, rows, gold, goldSentence }];
    });
    await close();
    return { examples, refusable };
  } finally {
    if (!pair.index) await rm(folder, { recursive: true, force: true });
  }
}

function vectorOf(features: Record<FeatureName, number>): Vector {
  return Float64Array.from(FEATURE_NAMES, (name: FeatureName) => features[name]);
}

interface Case {
  group: string;
  x: number[];
  answerable: boolean;
  /** Deleted-figure cases count less than questions that people wrote. */
  weight: number;
}

/** Best candidates of answerable questions (right ones), of unanswerable ones, and of questions with the answer's sentence deleted. */
function acceptanceCases(examples: Example[], refusable: Row[][], weights: Vector): Case[] {
  const input = (rows: Row[]): number[] | null => {
    const best = bestOf(rows, weights);
    if (!best) return null;
    const { support, features } = best;
    return [1, ...SUPPORT.map((name) => (name === "score" ? dot(features, weights) / 10 : support[name]))];
  };
  const made: Case[] = [];
  const add = (group: string, rows: Row[], answerable: boolean, weight: number) => {
    const x = input(rows);
    if (x) made.push({ group, x, answerable, weight });
  };
  for (const e of examples) {
    if (isRight(e, weights)) add(e.group, e.rows, true, 1);
    add(
      e.group,
      e.rows.filter((_, i) => !e.goldSentence[i]),
      false,
      0.5,
    );
  }
  for (const [i, rows] of refusable.entries()) add(`unanswerable ${i}`, rows, false, 2);
  return made;
}

function fitAcceptance(cases: Case[]): number[] {
  const size = SUPPORT.length + 1;
  const w = new Array<number>(size).fill(0);
  for (let step = 0; step < 4000; step++) {
    const g = new Array<number>(size).fill(0);
    let total = 0;
    for (const { x, answerable, weight } of cases) {
      const p = probability(x, w);
      total += weight;
      x.forEach((v, i) => {
        g[i] = (g[i] ?? 0) + weight * (p - (answerable ? 1 : 0)) * v;
      });
    }
    for (let i = 0; i < size; i++)
      w[i] = (w[i] ?? 0) - 0.5 * ((g[i] ?? 0) / total + (i === 0 ? 0 : 0.002 * (w[i] ?? 0)));
  }
  return w;
}

function probability(x: number[], w: number[]): number {
  return 1 / (1 + Math.exp(-x.reduce((sum, v, i) => sum + v * (w[i] ?? 0), 0)));
}

function acceptanceReport(cases: Case[]): string {
  const w = fitAcceptance(cases);
  const groups = [...new Set(cases.map((c) => c.group))];
  // Unanswerable questions are left out five at a time, reports one at a time.
  const folds = groups.map((g, i) => (g.startsWith("unanswerable") ? `u${i % 5}` : g));
  const held: { p: number; c: Case }[] = [];
  for (const fold of new Set(folds)) {
    const out = new Set(groups.filter((_, i) => folds[i] === fold));
    const trained = fitAcceptance(cases.filter((c) => !out.has(c.group)));
    for (const c of cases) if (out.has(c.group)) held.push({ p: probability(c.x, trained), c });
  }
  const lines = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5].map((cut) => {
    const share = (list: { p: number; c: Case }[]) =>
      percent(list.filter(({ p }) => p < cut).length, list.length);
    const written = held.filter(({ c }) => c.weight === 2);
    const deleted = held.filter(({ c }) => c.weight === 0.5);
    const good = held.filter(({ c }) => c.answerable);
    return `p < ${cut}: refused of unanswerable ${share(written)}, of deleted ${share(deleted)}, of answerable ${share(good)}`;
  });
  const names = ["bias", ...SUPPORT];
  return `acceptance ${names.map((n, i) => `${n}: ${(w[i] ?? 0).toFixed(2)}`).join(", ")}\n${lines.join("\n")}`;
}

/** Shares refused at score thresholds: how many unanswerable questions, and how many answerable ones with them. */
function thresholds(examples: Example[], refusable: Row[][], weights: Vector): string {
  const best = (rows: Row[]) => Math.max(...rows.map((row) => dot(row.features, weights)));
  const answerable = examples.map((e) => best(e.rows)).sort((a, b) => a - b);
  const unanswerable = refusable.map(best);
  return [0.01, 0.02, 0.03, 0.05, 0.08]
    .map((share) => {
      const threshold = answerable[Math.floor(answerable.length * share)] ?? 0;
      const refused = unanswerable.filter((s) => s < threshold).length;
      return `below ${threshold.toFixed(2)}: ${percent(refused, unanswerable.length)} unanswerable and ${(100 * share).toFixed(0)} % answerable refused`;
    })
    .join("\n");
}

/** Adam on the mean of -log(probability of the gold rows), projected to weights ≥ 0. */
function fitWeights(examples: Example[]): Vector {
  const size = FEATURE_NAMES.length;
  const weights = new Float64Array(size).fill(1);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Float64Array(size);
    for (const example of examples) addGradient(example, weights, gradient);
    for (let i = 0; i < size; i++) {
      const g = (gradient[i] ?? 0) / examples.length + 2 * PENALTY * (weights[i] ?? 0);
      mean[i] = 0.9 * (mean[i] ?? 0) + 0.1 * g;
      square[i] = 0.999 * (square[i] ?? 0) + 0.001 * g * g;
      const m = (mean[i] ?? 0) / (1 - 0.9 ** step);
      const v = (square[i] ?? 0) / (1 - 0.999 ** step);
      weights[i] = Math.max(
        AT_LEAST[FEATURE_NAMES[i] ?? "around"] ?? 0,
        (weights[i] ?? 0) - (RATE * m) / (Math.sqrt(v) + 1e-8),
      );
    }
  }
  return weights;
}

function addGradient({ rows, gold }: Example, weights: Vector, gradient: Vector): void {
  const scores = rows.map((row) => dot(row.features, weights));
  const top = Math.max(...scores);
  const exponentials = scores.map((s) => Math.exp(s - top));
  const all = exponentials.reduce((a, b) => a + b, 0);
  const good = exponentials.reduce((a, b, i) => a + (gold[i] ? b : 0), 0) || 1e-300;
  rows.forEach((row, r) => {
    const p = (exponentials[r] ?? 0) / all;
    const q = gold[r] ? (exponentials[r] ?? 0) / good : 0;
    row.features.forEach((value, i) => {
      gradient[i] = (gradient[i] ?? 0) + (p - q) * value;
    });
  });
}

function isRight({ rows, gold }: Example, weights: Vector): boolean {
  const best = bestOf(rows, weights);
  return best !== undefined && gold[rows.indexOf(best)] === true;
}

function bestOf(rows: Row[], weights: Vector): Row | undefined {
  let best: Row | undefined;
  for (const row of rows) if (!best || dot(row.features, weights) > dot(best.features, weights)) best = row;
  return best;
}

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function percent(n: number, of: number): string {
  return `${n}/${of} (${((100 * n) / of).toFixed(1)} %)`;
}
