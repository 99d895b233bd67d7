/**
 * npm run -s measure:choose -- --questions FILE --corpus DIR [--index DIR]: what “choose” can gain and spoil. The model
 * is scripted: it takes the offer that the gold answer is in, one that it is not in, or any; always the same one in
 * whatever order. Prints how often it was asked, what changed, and the scores that moved.
 */
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAssistant, loadLanguageAssistant } from "../src/answer/index.ts";
import { UserError } from "../src/domain/index.ts";
import {
  type Asked,
  askAll,
  type GoldQuestion,
  parseQuestions,
  type Scores,
  score,
} from "../src/evaluate/index.ts";
import { embedderFrom, openIndex, refreshIndex } from "../src/workspace.ts";
import { type ChatRequest, scripted } from "../test/support/scripted-chat.ts";
import { progress, readArguments, runCommand, settings } from "./command.ts";

const TAKERS = {
  right: (offers: readonly Offer[], gold: GoldQuestion) => best(offers, (offer) => fitness(offer, gold), 0.5),
  wrong: (offers: readonly Offer[], gold: GoldQuestion) =>
    best(offers, (offer) => 1 - fitness(offer, gold), 0.5),
  random: (offers: readonly Offer[], gold: GoldQuestion) =>
    best(offers, (offer) => chance(gold.id + offer.text), 0),
};

interface Offer {
  key: string;
  text: string;
}

await runCommand(async () => {
  const { values } = readArguments({
    questions: { type: "string" },
    corpus: { type: "string" },
    index: { type: "string" },
  });
  if (!values.questions || !values.corpus) {
    throw new UserError("请用 --questions 指明问题文件，用 --corpus 指明报告文件夹。");
  }
  const questions = parseQuestions(await readFile(values.questions, "utf8"), values.questions);
  const folder = values.index ?? (await mkdtemp(join(tmpdir(), "zhengwen-choose-")));
  try {
    const config = { ...settings(values), indexDir: folder };
    const embedder = await embedderFrom(config, { onProgress: progress });
    await refreshIndex(config, embedder);
    await embedder.dispose?.();
    const { store, embedder: asking, close } = await openIndex(config, { onProgress: progress });
    const byRules = await askAll(createAssistant({ store, embedder: asking }), questions);
    const scores = scoresOf(byRules);
    for (const [name, take] of Object.entries(TAKERS)) {
      let current: GoldQuestion | undefined;
      let requests = 0;
      const chat = scripted((request) => {
        requests++;
        const taken = current && take(offersIn(request), current);
        return JSON.stringify({ keys: taken ? [taken.key] : "none" });
      });
      const assistant = await loadLanguageAssistant({
        assistant: createAssistant({ store, embedder: asking }),
        store,
        embedder: asking,
        chat,
        uses: ["choose"],
        timeoutMs: 60_000,
      });
      const asked = await askAll(
        {
          ask: assistant.ask,
          explain: (input) => {
            current = questions.find((q) => q.id === input.id);
            return assistant.explain(input);
          },
        },
        questions,
      );
      print(name, requests / 2, byRules, asked, scores);
    }
    await close();
    return 0;
  } finally {
    if (!values.index) await rm(folder, { recursive: true, force: true });
  }
});

function scoresOf(asked: Asked[]): Scores {
  return score(
    asked.map((a) => a.question),
    new Map(asked.map((a) => [a.question.id, a.answer])),
  );
}

function print(name: string, times: number, rules: Asked[], asked: Asked[], before: Scores): void {
  const changed = asked.filter(
    (a, i) => a.answer.mode === "model" && a.answer.text !== rules[i]?.answer.text,
  );
  const offered = changed.filter((a) => a.answer.kind === "refusal").length;
  const after = scoresOf(asked);
  process.stdout.write(
    `${name}: asked on ${times} of ${asked.length} questions, ${changed.length - offered} answers with something beside, ${offered} offers beside a refusal\n`,
  );
  for (const [measure, tally] of Object.entries(after.tallies)) {
    const was = before.tallies[measure];
    if (was && was.hits !== tally.hits)
      process.stdout.write(`  ${measure} ${was.hits} → ${tally.hits} of ${tally.of}\n`);
  }
  if (after.ungroundedNumbers !== before.ungroundedNumbers)
    process.stdout.write(`  ungrounded ${before.ungroundedNumbers} → ${after.ungroundedNumbers}\n`);
  for (const { question, answer } of changed.filter((a) => a.answer.kind !== "refusal")) {
    const was = rules.find((r) => r.question.id === question.id)?.answer.text ?? "";
    const told = new Set(was.split("\n"));
    const added = answer.text
      .split("\n")
      .filter((line) => !told.has(line))
      .join(" ");
    process.stdout.write(`  ${question.id} ${question.question}\n    ${short(was)}\n  + ${short(added)}\n`);
  }
}

function offersIn(request: ChatRequest): Offer[] {
  return [...request.section("资料").matchAll(/^([A-Z]{2}\d\d)　(.*)$/gm)].map(([, key = "", text = ""]) => ({
    key,
    text,
  }));
}

/** How well an offer fits the gold answer, 0 to 1: its headline figure stands there, or its words do. */
function fitness(offer: Offer, gold: GoldQuestion): number {
  const [headline] = gold.figures;
  if (headline) return new RegExp(`(?<![\\d.])${headline.value}(?![\\d.])`).test(offer.text) ? 1 : 0;
  if (gold.type === "unanswerable") return 0;
  const want = pairs(gold.answer);
  const got = pairs(offer.text);
  return [...want].filter((pair) => got.has(pair)).length / Math.max(1, want.size);
}

function pairs(text: string): Set<string> {
  const words = text.replace(/[^\p{L}\p{N}]/gu, "");
  return new Set(Array.from({ length: Math.max(0, words.length - 1) }, (_, i) => words.slice(i, i + 2)));
}

/** The offer of the highest worth above a bound; the same one in whatever order. */
function best(offers: readonly Offer[], worth: (offer: Offer) => number, bound: number): Offer | undefined {
  const ranked = offers
    .map((offer) => ({ offer, worth: worth(offer) }))
    .sort((a, b) => b.worth - a.worth || (a.offer.text < b.offer.text ? -1 : 1));
  return ranked[0] && ranked[0].worth > bound ? ranked[0].offer : undefined;
}

function chance(seed: string): number {
  return createHash("sha256").update(seed).digest().readUInt32BE(0) / 2 ** 32;
}

function short(text: string): string {
  return text.replace(/\s+/g, " ").slice(0, 110);
}
