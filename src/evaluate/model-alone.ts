/**
 * A chat model without rules, as a measure only: it reads the passages that a search finds and answers in its own
 * words, checked by nobody. What it says never reaches a reader.
 */
import type { LanguageReport, TokenPrice, Trace, TracedAssistant } from "../answer/index.ts";
import type { Answer, Citation } from "../domain/index.ts";
import type { ChatModel, Embedder } from "../models/index.ts";
import { searchPassages } from "../retrieve/index.ts";
import type { Store } from "../store/index.ts";
import { findNumbers, fold } from "../text/index.ts";

export interface ModelAloneOptions {
  store: Store;
  embedder: Embedder;
  chat: ChatModel;
  /** Longest time for one question, in milliseconds; then it counts as refused. */
  timeoutMs: number;
  price?: TokenPrice;
  onReport: (report: LanguageReport) => void;
}

const PASSAGES = 4;
const PASSAGE_CHARS = 300;
/** Numbers that can be figures. */
const FIGURE_KINDS = new Set(["quantity", "percent", "range", "fraction"]);
const NOTHING = "没有查到";
const INSTRUCTIONS = [
  "你根据资料用一两句中文回答提问，数字连同单位照抄资料，句末写出处编号，例如[1]。",
  `资料里没有所问的内容时，只回答“${NOTHING}”。`,
].join("\n");

/** Answers each question with one call; a conversation lends the question before. */
export function createModelAlone(options: ModelAloneOptions): TracedAssistant {
  const { store, embedder, chat, timeoutMs, price, onReport } = options;
  const before = new Map<string, string>();
  const explain: TracedAssistant["explain"] = async ({ id, conversation = "", question }) => {
    const started = performance.now();
    const asked = [before.get(conversation), question].filter((one) => one !== undefined).join(" ");
    if (conversation) before.set(conversation, question);
    const found = await searchPassages(store, embedder, { text: fold(asked), limit: PASSAGES });
    const citations = found.flatMap(({ passage }, i): Citation[] => {
      const report = store.reports().find(({ id }) => id === passage.reportId);
      if (!report) return [];
      const end = Math.min(passage.end, passage.start + PASSAGE_CHARS);
      const { title, file } = report;
      return [
        {
          n: i + 1,
          report: report.id,
          title,
          file,
          region: report.region?.name ?? "",
          period: report.period?.label ?? "",
          section: passage.headings.join(" > "),
          quote: store.text(report.id).slice(passage.start, end),
          start: passage.start,
          end,
        },
      ];
    });
    const { text, ...tokens } = await reply(asked, citations);
    const ms = Math.round(performance.now() - started);
    const cost = price && (tokens.inputTokens * price.input + tokens.outputTokens * price.output) / 1_000_000;
    onReport({
      model: chat.name,
      ms,
      used: [],
      calls: 1,
      ...tokens,
      ...(cost === undefined ? {} : { costYuan: cost }),
    });
    const answer = { ...(id === undefined ? {} : { id }), ...answerOf(question, text, citations), ms };
    return { answer, trace: null satisfies Trace | null };
  };
  return { explain, ask: async (input) => (await explain(input)).answer };

  async function reply(asked: string, citations: readonly Citation[]) {
    const sources = citations.map((c) => `[${c.n}] ${c.region}${c.period}《${c.title}》：${c.quote}`);
    try {
      const said = await chat.model.invoke(
        [
          ["system", INSTRUCTIONS],
          ["human", `提问：${asked}\n资料：\n${sources.join("\n")}`],
        ],
        { signal: AbortSignal.timeout(timeoutMs) },
      );
      const usage = "usage_metadata" in said ? said.usage_metadata : undefined;
      const counted = usage !== undefined && usage.total_tokens > 0;
      return {
        text: said.text,
        inputTokens: usage?.input_tokens ?? 0,
        outputTokens: usage?.output_tokens ?? 0,
        uncounted: counted ? 0 : 1,
      };
    } catch (error) {
      const failure = chat.explainFailure(error);
      return { text: NOTHING, inputTokens: 0, outputTokens: 0, uncounted: 1, failure };
    }
  }
}

function answerOf(question: string, text: string, citations: Citation[]): Omit<Answer, "ms"> {
  const refused = text.trim() === "" || text.includes(NOTHING);
  const folded = fold(text.replace(/\[\d+\]/g, " "));
  const numbers = refused ? [] : findNumbers(folded).filter(({ kind }) => FIGURE_KINDS.has(kind));
  return {
    question,
    kind: refused ? "refusal" : "figure",
    text,
    figures: numbers.map(({ value, unit, raw }) => ({
      value,
      unit,
      raw,
      metric: "",
      region: "",
      period: "",
      status: "actual",
      citation: citations.find(({ quote }) => fold(quote).includes(raw))?.n ?? null,
    })),
    citations,
    ...(refused ? { refusal: { reason: "no_figure" } } : {}),
    notes: [],
    mode: "model",
  };
}
