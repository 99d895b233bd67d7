/**
 * The figures of a report grouped by sentence, each with the words between it and the number before it.
 */
import type { Figure } from "../../domain/index.ts";
import { fold, scaleOf, withoutScale } from "../../text/index.ts";

export interface FigureInSentence {
  figure: Figure;
  /** Words from the number before it (or the sentence's start) to it; folded, without whitespace. */
  lead: string;
  /** Words from it to the next number or the sentence's end; folded, without whitespace. */
  tail: string;
  /** The value with its 万/亿 multiplied out. */
  value: number;
  /** Half of its last written digit, in the same measure: 0.05万件 is 500 件; 0 for whole numbers without 万. */
  slack: number;
  /** The unit without 万/亿. */
  unit: string;
}

export interface FigureSentence {
  figures: FigureInSentence[];
  /** The sentence that ends right before this one, when it has figures too. */
  previous: FigureSentence | undefined;
}

/** 3—5个 has no single value. */
const RANGE = /\d\S{0,3}[-—–~～至]\d/;

/** Sentences that hold figures with one value each, in order. */
export function sentencesOf(figures: Figure[], text: string): FigureSentence[] {
  const sentences: FigureSentence[] = [];
  const bySentence = new Map<number, Figure[]>();
  for (const figure of figures) {
    bySentence.set(figure.sentenceStart, [...(bySentence.get(figure.sentenceStart) ?? []), figure]);
  }
  let before: { sentence: FigureSentence; end: number } | undefined;
  for (const [start, own] of bySentence) {
    const end = own[0]?.sentenceEnd ?? start;
    const adjacent = before !== undefined && text.slice(before.end, start).trim() === "";
    const sentence = {
      figures: placed(own, text, start, end),
      previous: adjacent ? before?.sentence : undefined,
    };
    sentences.push(sentence);
    before = { sentence, end };
  }
  return sentences;
}

function placed(figures: Figure[], text: string, start: number, end: number): FigureInSentence[] {
  const words = (from: number, to: number) => fold(text.slice(from, to)).replace(/\s+/g, "");
  return figures.flatMap((figure, i) => {
    if (figure.value === null || RANGE.test(figure.raw)) return [];
    const scale = scaleOf(figure.unit);
    const decimals = /\.(\d+)/.exec(figure.raw)?.[1]?.length ?? 0;
    return [
      {
        figure,
        lead: words(figures[i - 1]?.end ?? start, figure.start),
        tail: words(figure.end, figures[i + 1]?.start ?? end),
        value: figure.value * scale,
        slack: scale > 1 || decimals > 0 ? 0.5 * 10 ** -decimals * scale : 0,
        unit: withoutScale(figure.unit),
      },
    ];
  });
}
