import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verify } from "../../../src/answer/index.ts";
import type { LanguageReport } from "../../../src/answer/language/index.ts";
import { buildIndex, type IndexFixture } from "../../support/index-fixture.ts";
import type { Script } from "../../support/scripted-chat.ts";
import { QUESTIONS, REPORTS } from "./language-corpus.ts";
import { HONEST, LIARS } from "./liars.ts";
import { scriptedAssistant } from "./scripted-assistant.ts";

const TIMEOUT_MS = 100;
/** Room for the rules themselves and a busy machine. */
const SLACK_MS = 900;

let index: IndexFixture;
let rules: Map<string, string>;
let clock = 0;

beforeAll(async () => {
  index = await buildIndex(REPORTS);
  rules = new Map();
  for (const { question } of QUESTIONS) {
    const { answer } = await index.assistant.explain({ question });
    rules.set(question, answer.text);
  }
});
afterAll(() => index.close());

function assistantWith(script: Script, reports: LanguageReport[] = []) {
  return scriptedAssistant(index, script, {
    uses: ["understand", "choose", "phrase"],
    timeoutMs: TIMEOUT_MS,
    onReport: (report) => reports.push(report),
    // An hour between two questions: a model that failed is asked again each time.
    now: () => (clock += 3_600_000),
  });
}

const source = () => ({
  text: (id: string) => index.store.text(id),
  figures: (id: string) => index.store.figuresOf(id),
  titles: () => new Set(index.store.reports().map((r) => r.title)),
  regions: () => index.store.reports().map((r) => r.region?.name ?? ""),
});

const values = (text: string) => text.replace(/\[\d+\]/g, " ").match(/\d+(?:\.\d+)?/g) ?? [];

describe("a model that lies", () => {
  it("is asked for more than 500 answers", () => {
    expect(Object.keys(LIARS).length * QUESTIONS.length).toBeGreaterThan(500);
  });

  it("the rules answer every question of the table rightly, so that each lie counts", async () => {
    for (const { question, right } of QUESTIONS) {
      const { kind, figures } = await index.assistant.ask({ question });
      const told = kind === "refusal" ? null : `${figures[0]?.value}${figures[0]?.unit}`;
      expect([question, told]).toEqual([question, right]);
    }
  });

  it.each(Object.entries(LIARS))(
    "by way of %s brings no wrong figure to the reader, in time",
    async (_name, script) => {
      const { assistant } = assistantWith(script);
      for (const { question, right } of QUESTIONS) {
        const shown: string[] = [];
        const started = performance.now();
        const answer = await assistant.ask({ question, onText: (text) => shown.push(text) });
        expect(performance.now() - started).toBeLessThan(TIMEOUT_MS + SLACK_MS);
        const { kind, figures } = answer;
        const told = kind === "refusal" ? null : `${figures[0]?.value}${figures[0]?.unit}`;
        expect([question, told]).toEqual([question, right]);
        expect([
          question,
          verify({ ...answer, question: kind === "refusal" ? question : "" }, source()),
        ]).toEqual([question, []]);
        // No number that the rules would not have shown, in the answer and in what was streamed.
        const allowed = new Set(values(rules.get(question) ?? ""));
        for (const text of [answer.text, ...shown]) {
          expect([question, values(text).filter((value) => !allowed.has(value))]).toEqual([question, []]);
          const places = text.match(/丽水|青田|缙云|杭州|遂昌/g) ?? [];
          expect([question, places.filter((place) => !rules.get(question)?.includes(place))]).toEqual([
            question,
            [],
          ]);
        }
      }
    },
  );
});

describe("a model that tells the truth", () => {
  it("words nearly every figure answer", async () => {
    const reports: LanguageReport[] = [];
    const { assistant } = assistantWith(HONEST, reports);
    const answerable = QUESTIONS.filter(({ right }) => right !== null);
    const worded: string[] = [];
    for (const { question } of answerable) {
      const answer = await assistant.ask({ question });
      if (answer.mode === "model") worded.push(question);
    }
    expect(worded.length).toBeGreaterThanOrEqual(answerable.length - 2);
    expect(reports[0]).toMatchObject({ calls: 1, inputTokens: 10, outputTokens: 5, used: ["phrase"] });
  });
});
