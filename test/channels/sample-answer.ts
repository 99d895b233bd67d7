/**
 * Answers of a made-up report for the channel tests, and an assistant that gives them and records what it was asked.
 */
import type { Answer, AskInput, Assistant, Citation } from "../../src/domain/index.ts";

export function sampleCitation(part: Partial<Citation> = {}): Citation {
  const quote = part.quote ?? "甲市能在省外办的有110项，外省能在甲市办的有881项。";
  return {
    n: 1,
    report: "r1",
    title: "甲市政务服务局2021年工作情况",
    file: "reports/jia-2021.txt",
    region: "甲市",
    period: "2021",
    section: "二、主要工作 > （三）跨域通办",
    quote,
    start: 0,
    end: quote.length,
    ...part,
  };
}

export function sampleAnswer(part: Partial<Answer> = {}): Answer {
  return {
    question: "甲市有多少跨省通办事项",
    kind: "figure",
    text: "2021年，甲市有110项事项可在省外办理[1]。\n注意：两个方向不宜相加。",
    figures: [
      {
        value: 110,
        unit: "项",
        raw: "110项",
        metric: "省外可办事项",
        region: "甲市",
        period: "2021",
        status: "actual",
        citation: 1,
      },
    ],
    citations: [sampleCitation()],
    notes: ["两个方向不宜相加。"],
    ms: 12,
    ...part,
  };
}

export interface RecordingAssistant extends Assistant {
  /** Without the way to show words early, which each channel tests by itself. */
  asked: Omit<AskInput, "onText">[];
}

/** Gives the same answer to everything; an Error is thrown instead. */
export function recordingAssistant(reply: Answer | Error = sampleAnswer()): RecordingAssistant {
  const asked: RecordingAssistant["asked"] = [];
  return {
    asked,
    async ask({ onText: _, ...input }) {
      asked.push(input);
      if (reply instanceof Error) throw reply;
      return { ...reply, question: input.question, ...(input.id === undefined ? {} : { id: input.id }) };
    },
  };
}
