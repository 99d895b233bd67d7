/**
 * npm run -s evaluate -- --questions FILE --corpus DIR [--answers OUT] [--index DIR] [--misses] [--floors NAME]
 * [--noise] [--model SERVICE:MODEL] [--uses LIST]: builds an index from DIR in a temporary folder, asks every question, prints
 * the scores and each miss with why. With a model (--model "" takes the settings') the rules, the model alone over
 * passages that a search finds, and both together stand side by side, with cost and time. --noise asks the figure
 * questions once more with their evidence hidden, which all should refuse.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { z } from "zod";
import {
  createAssistant,
  createEngine,
  LANGUAGE_USES,
  type LanguageReport,
  type TracedAssistant,
} from "../src/answer/index.ts";
import { chatModelOf, rerankerOf, withChatModel } from "../src/assistant.ts";
import { UserError } from "../src/domain/index.ts";
import {
  askAll,
  askOverNoise,
  createModelAlone,
  docsOf,
  explainText,
  type GoldQuestion,
  parseQuestions,
  renderCost,
  renderSideBySide,
  type Scores,
  score,
} from "../src/evaluate/index.ts";
import type { Store } from "../src/store/index.ts";
import { createGazetteer } from "../src/text/index.ts";
import { embedderFrom, openIndex, refreshIndex } from "../src/workspace.ts";
import { progress, readArguments, runCommand, settings } from "./command.ts";

const FLOORS = "test/eval/floors.json";
const floorsSchema = z.record(z.string(), z.record(z.string(), z.number()));

await runCommand(async () => {
  const { values } = readArguments({
    questions: { type: "string" },
    corpus: { type: "string" },
    index: { type: "string" },
    answers: { type: "string" },
    misses: { type: "boolean" },
    noise: { type: "boolean" },
    floors: { type: "string" },
    model: { type: "string" },
    uses: { type: "string" },
  });
  if (!values.questions || !values.corpus) {
    throw new UserError("请用 --questions 指明问题文件，用 --corpus 指明报告文件夹。");
  }
  const all = parseQuestions(await readFile(values.questions, "utf8"), values.questions);
  const folder = values.index ?? (await mkdtemp(join(tmpdir(), "zhengwen-evaluate-")));
  try {
    const config = { ...settings(values), indexDir: folder };
    const embedder = await embedderFrom(config, { onProgress: progress });
    const summary = await refreshIndex(config, embedder);
    for (const { file, error } of summary.failed) progress(`没有读成 ${file}：${error}`);
    await embedder.dispose?.();
    const { store, embedder: asking, close } = await openIndex(config, { onProgress: progress });
    const unread = new Set(summary.failed.map(({ file }) => basename(file)));
    const questions = all.filter((q) => ![...docsOf(q)].some((doc) => unread.has(doc)));
    if (questions.length < all.length)
      progress(`有 ${all.length - questions.length} 个问题要用没有读成的报告，没有问。`);
    const measure = { store, questions, noise: values.noise ?? false };
    const withRules = (over: Store) =>
      createAssistant({
        store: over,
        embedder: asking,
        engine: createEngine(over, asking, createGazetteer(), rerankerOf(config)),
      });
    let { asked, scores } = await measured(measure, () => withRules);
    if (values.model !== undefined) {
      const named = values.model ? { ...config, chatModel: values.model } : config;
      if (!named.chatModel) throw new UserError("请用 --model 指明语言模型，或设置 ZHENGWEN_CHAT_MODEL。");
      const chat = await chatModelOf(named);
      const price = named.chatPrice ? { price: named.chatPrice } : {};
      const timeoutMs = named.chatTimeoutMs;
      const alone = await measured(
        measure,
        (onReport) => (over) =>
          chat && createModelAlone({ store: over, embedder: asking, chat, timeoutMs, ...price, onReport }),
      );
      const both = await measured(
        measure,
        (onLanguage) => (over) =>
          withChatModel(
            { ...named, chatUses: usesFrom(values.uses) ?? named.chatUses },
            { assistant: withRules(over), store: over, embedder: asking },
            { onLanguage },
          ),
      );
      const columns = { rules: scores, model: alone.scores, both: both.scores };
      const costs = [`model: ${renderCost(alone.reports)}`, `both: ${renderCost(both.reports)}`];
      process.stdout.write(`${[renderSideBySide(columns), ...costs].join("\n")}\n\n`);
      ({ asked, scores } = both);
    }
    if (values.misses) {
      for (const miss of scores.misses) {
        const trace = asked.find((a) => a.question.id === miss.id)?.trace ?? null;
        process.stdout.write(`✗ ${miss.measure} ${miss.id} ${miss.question}\n  ${miss.why}\n`);
        process.stdout.write(`${explainText(trace).replace(/^/gm, "    ")}\n`);
      }
    }
    if (values.answers) {
      await writeFile(values.answers, asked.map((a) => `${JSON.stringify(a.answer)}\n`).join(""));
    }
    process.stdout.write(`${render(scores, asking.name)}\n`);
    await close();
    return values.floors ? belowFloors(scores, values.floors, asking.semantic) : 0;
  } finally {
    if (!values.index) await rm(folder, { recursive: true, force: true });
  }
});

/** Builds a way of answering over a store; undefined for none. */
type Build = (over: Store) => Promise<TracedAssistant | undefined> | TracedAssistant | undefined;

/** Asks a way of answering that counts what it costs; the figure questions once more over noise, if wanted. */
async function measured(
  { store, questions, noise }: Measure,
  buildWith: (onReport: (report: LanguageReport) => void) => Build,
) {
  const reports: LanguageReport[] = [];
  const build = buildWith((report) => reports.push(report));
  const assistant = await build(store);
  const asked = assistant ? await askAll(assistant, questions) : [];
  const scores = score(questions, new Map(asked.map((a) => [a.question.id, a.answer])));
  if (noise) {
    const { tally, misses } = await askOverNoise(store, questions, build);
    scores.tallies.refuses_over_noise = tally;
    scores.misses.push(...misses);
  }
  return { asked, scores, reports };
}

interface Measure {
  store: Store;
  questions: GoldQuestion[];
  noise: boolean;
}

/** The uses that --uses names; undefined when it was left out. */
function usesFrom(list: string | undefined) {
  if (list === undefined) return undefined;
  const named = list.split(",").map((use) => use.trim());
  const wrong = named.find((use) => !LANGUAGE_USES.some((known) => known === use));
  if (wrong !== undefined)
    throw new UserError(`--uses 里的“${wrong}”不认识：可以写 ${LANGUAGE_USES.join("、")}。`);
  return LANGUAGE_USES.filter((use) => named.includes(use));
}

function render(scores: Scores, embedder: string): string {
  const rows = Object.entries(scores.tallies)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { hits, of }]) => `${name.padEnd(30)} ${hits}/${of} ${((100 * hits) / of).toFixed(1)} %`);
  return [
    ...rows,
    `ungrounded_numbers             ${scores.ungroundedNumbers}`,
    `p50 ${scores.p50Ms} ms, p95 ${scores.p95Ms} ms, ${scores.questions} questions, ${embedder}`,
  ].join("\n");
}

/** 1 when a score falls below its floor; floors are shares in percent, with and without the model apart. */
async function belowFloors(scores: Scores, name: string, semantic: boolean): Promise<number> {
  const all = floorsSchema.parse(JSON.parse(await readFile(FLOORS, "utf8")));
  const key = semantic ? name : `${name}-without-model`;
  const floors = all[key];
  if (!floors) throw new UserError(`${FLOORS} 里没有“${key}”这一组下限，请补上。`);
  let below = 0;
  for (const [measure, floor] of Object.entries(floors)) {
    const tally = scores.tallies[measure];
    const value =
      measure === "ungrounded_numbers"
        ? -scores.ungroundedNumbers
        : tally
          ? (100 * tally.hits) / tally.of
          : 0;
    if (value + 1e-9 >= (measure === "ungrounded_numbers" ? -floor : floor)) continue;
    process.stdout.write(`低于下限：${measure} ${value.toFixed(1)} < ${floor}\n`);
    below = 1;
  }
  return below;
}
