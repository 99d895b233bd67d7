/**
 * What the ranker needs to know of each figure beyond the ledger: its texts as sets of characters and bigrams.
 * Profiles of a report are made once and kept while the index stands, within a bound.
 */
import type { Figure } from "../../domain/index.ts";
import type { Store } from "../../store/index.ts";
import { fold, terms } from "../../text/index.ts";
import { pairsOf, type Target } from "./concepts.ts";

export interface FigureProfile {
  figure: Figure;
  piece: Target;
  /** The piece's terms without its single characters. */
  piecePairs: string[];
  clause: Target;
  /** The clause's terms without its single characters. */
  clausePairs: string[];
  /** Heading path and whole sentence. */
  sentence: Target;
  /** The sentence and the one before it: a topic named there may be left out of the figure's own sentence. */
  around: Target;
  /** Report title and heading path. */
  title: Target;
  /** Position among the report's figures, 0 to 1. */
  position: number;
}

/** A profile takes about 20 kB, so this many take 200 MB; the one in use stays whatever its size. */
const MAX_FIGURES = 10_000;

/** Profiles per report, in text order. */
export class FigureProfiles {
  readonly #store: Store;
  readonly #titleOf: (reportId: string) => string;
  readonly #cache = new Map<string, FigureProfile[]>();
  #held = 0;
  #version = -1;

  /** @param titleOf title of a report */
  constructor(store: Store, titleOf: (reportId: string) => string) {
    this.#store = store;
    this.#titleOf = titleOf;
  }

  /** Profiles of one report's figures. */
  of(reportId: string): FigureProfile[] {
    const version = this.#store.dataVersion();
    if (version !== this.#version) {
      this.#cache.clear();
      this.#held = 0;
      this.#version = version;
    }
    const cached = this.#cache.get(reportId);
    if (cached) {
      this.#cache.delete(reportId);
      this.#cache.set(reportId, cached);
      return cached;
    }
    const made = this.#make(reportId);
    this.#cache.set(reportId, made);
    this.#held += made.length;
    for (const [oldest, profiles] of this.#cache) {
      if (this.#held <= MAX_FIGURES || oldest === reportId) break;
      this.#cache.delete(oldest);
      this.#held -= profiles.length;
    }
    return made;
  }

  #make(reportId: string): FigureProfile[] {
    const text = this.#store.text(reportId);
    const figures = this.#store.figuresOf(reportId);
    const title = this.#titleOf(reportId);
    const titles = new Map<string, Target>();
    const titleOf = (headings: string[]) => {
      const words = fold(`${title} ${headings.join(" ")}`);
      const known = titles.get(words) ?? targetOf(words);
      titles.set(words, known);
      return known;
    };
    const sentences = new Map<number, Target>();
    let lastStart = -1;
    let around: Target = { text: "", grams: new Set() };
    return figures.map((figure, i) => {
      let sentence = sentences.get(figure.sentenceStart);
      if (!sentence) {
        const words = fold(text.slice(figure.sentenceStart, figure.sentenceEnd)).replace(/\s+/g, "");
        sentence = targetOf(`${fold(figure.headings.slice(-2).join(" "))} ${words}`);
        sentences.set(figure.sentenceStart, sentence);
      }
      if (lastStart !== figure.sentenceStart) {
        around = mergedTarget(wordsBefore(text, figure.sentenceStart), sentence);
        lastStart = figure.sentenceStart;
      }
      const piece = targetOf(figure.piece);
      const clause = targetOf(figure.clause);
      return {
        figure,
        around,
        title: titleOf(figure.headings),
        piece,
        piecePairs: pairsOf(piece),
        clause,
        clausePairs: pairsOf(clause),
        sentence,
        position: i / Math.max(1, figures.length),
      };
    });
  }
}

const AROUND_CHARS = 120;

function wordsBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - AROUND_CHARS), start);
  return fold(before.slice(before.lastIndexOf("\n") + 1)).replace(/\s+/g, "");
}

function mergedTarget(before: string, sentence: Target): Target {
  return { text: `${before} ${sentence.text}`, grams: new Set([...terms(before), ...sentence.grams]) };
}

/** A text with its characters and bigrams. */
export function targetOf(text: string): Target {
  return { text, grams: new Set(terms(text)) };
}
