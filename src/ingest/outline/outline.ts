/**
 * The text of a report in, its headings and the heading path of any offset out.
 * Headings are short lines (marked, named by the format, or plain between long paragraphs) and the first
 * short sentence of a paragraph that begins with a mark: such a paragraph stays text and has the sentence as heading.
 */
import type { ExtractedText } from "../../domain/index.ts";
import type { Span } from "../../text/index.ts";
import { bodyParagraphs } from "./body-paragraphs.ts";
import { findHeadings } from "./find-headings.ts";

export interface OutlineHeading extends Span {
  /** Depth of nesting, from 1 for the outermost. */
  level: number;
  /** As in the report, its mark included, on one line, without the full stop or colon at its end. */
  text: string;
  /** True when the heading is the first sentence of its paragraph instead of a line of its own. */
  inline: boolean;
}

export interface Outline {
  /** In the order of the text. */
  headings: OutlineHeading[];
  /** Heading path at an offset, outermost first, at most MAX_DEPTH long; a heading heads its own characters too. */
  headingsAt(offset: number): string[];
}

/** Longer paths keep the outermost heading and the nearest ones. */
export const MAX_DEPTH = 4;

interface Open {
  rank: number;
  text: string;
}

/** Builds the outline of a text; `extracted` gives the format's own headings, the title and where the report begins. */
export function outline(text: string, extracted: Omit<ExtractedText, "text">): Outline {
  const found = findHeadings(text, bodyParagraphs(text, extracted), extracted);
  const headings: OutlineHeading[] = [];
  const changes: { at: number; path: string[] }[] = [];
  let open: Open[] = [];
  const record = (at: number): void => {
    changes.push({ at, path: open.filter((heading) => heading.text !== "").map((heading) => heading.text) });
  };
  found.forEach((heading, i) => {
    open = open.filter((outer) => outer.rank < heading.rank);
    open.push({ rank: heading.rank, text: heading.text });
    record(heading.start);
    if (heading.text !== "") {
      const level = open.filter((outer) => outer.text !== "").length;
      headings.push({
        start: heading.start,
        end: heading.end,
        level,
        text: heading.text,
        inline: heading.inline,
      });
    }
    const next = found[i + 1];
    if (heading.until !== undefined && (!next || next.start >= heading.until)) {
      open.pop();
      record(heading.until);
    }
  });
  return { headings, headingsAt: (offset) => pathAt(changes, offset) };
}

function pathAt(changes: { at: number; path: string[] }[], offset: number): string[] {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.at ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const path = changes[low - 1]?.path ?? [];
  return path.length <= MAX_DEPTH ? [...path] : [...path.slice(0, 1), ...path.slice(1 - MAX_DEPTH)];
}
