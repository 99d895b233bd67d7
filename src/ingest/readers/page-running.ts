/**
 * The rows of every page in, the ones that are running heads, feet and page numbers out: what stands at the same
 * place of several pages, its page number counting on, and what is a page number by its very form.
 */
import type { Fragment } from "./page-content.ts";

/** One line of a page, all of its fragments together. */
export interface PageRow {
  fragments: Fragment[];
  text: string;
  /** Middle of the row as a share of the page's height. */
  at: number;
}

/** Heads stand within this share of the page's height from its edge. */
const MARGIN_SHARE = 0.2;
const PAGE_NUMBER_SHARE = 0.13;
/** Rows looked at from either edge. */
const MAX_DEPTH = 4;
/** How far the same place may differ from page to page, in shares of the page's height. */
const SAME_PLACE = 0.015;
/** A row of this many fragments heads the columns of a table that goes on: its first showing is kept. */
const TABLE_HEAD_FRAGMENTS = 3;
/** Numbers from here on are years and not pages. */
const FIRST_YEAR = 1900;
/** A line of running text may stand alike on two pages and is no head. */
const SENTENCE = /[，。；！？]/;

const PAGE_NUMBER =
  /^(?:[-—–－―·•~]+\s*\d{1,4}\s*[-—–－―·•~]+|第?\s*\d{1,4}\s*页(?:\s*[/／，,]?\s*共\s*\d{1,4}\s*页)?|共\s*\d{1,4}\s*页\s*[/／，,]?\s*第\s*\d{1,4}\s*页|第\s*[一二三四五六七八九十百]{1,5}\s*页|page\s*\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?|[-—–－]\s*[ivx]{1,6}\s*[-—–－])$/i;
const BARE_NUMBER = /^(\d{1,4})(?:\s*[/／]\s*(\d{1,4}))?$/;

interface Candidate {
  page: number;
  row: PageRow;
  /** The text without its digits. */
  key: string;
  numbers: number[];
}

/** The rows to leave out, as a set of the given row objects. */
export function runningRows(pages: PageRow[][]): Set<PageRow> {
  const dropped = new Set<PageRow>();
  const tableHeads = new Set<string>();
  for (const fromTop of [true, false]) {
    const edge = pages.map((rows) => (fromTop ? rows : [...rows].reverse()));
    const depths = edge.map(() => 0);
    // Peels row by row, so that nothing inside the text is ever taken for a head.
    for (let round = 0; round < MAX_DEPTH; round++) {
      const outermost = edge.flatMap((rows, page) => candidate(rows[depths[page] ?? 0], page, fromTop));
      const running = outermost.filter(
        (one) => isPageNumber(one, pages.length) || outermost.some((other) => isSameHead(one, other)),
      );
      if (running.length === 0) break;
      for (const { page, row, key } of running) {
        depths[page] = (depths[page] ?? 0) + 1;
        if (row.fragments.length >= TABLE_HEAD_FRAGMENTS && !tableHeads.has(key)) tableHeads.add(key);
        else dropped.add(row);
      }
    }
  }
  return dropped;
}

function candidate(row: PageRow | undefined, page: number, fromTop: boolean): Candidate[] {
  if (!row || (fromTop ? row.at : 1 - row.at) > MARGIN_SHARE || SENTENCE.test(row.text)) return [];
  const plain = row.text.replace(/\s/g, "");
  const numbers = plain.match(/\d+/g)?.map(Number) ?? [];
  return [{ page, row, key: plain.replace(/\d+/g, "#"), numbers }];
}

/** The same words at the same place, each number equal or counting with the pages. */
function isSameHead(one: Candidate, other: Candidate): boolean {
  if (one.page === other.page || one.key !== other.key) return false;
  if (Math.abs(one.row.at - other.row.at) > SAME_PLACE) return false;
  return one.numbers.every((n, i) => {
    const m = other.numbers[i] ?? n;
    return m === n || (m - n === other.page - one.page && n < FIRST_YEAR && m < FIRST_YEAR);
  });
}

function isPageNumber({ row, page }: Candidate, pageCount: number): boolean {
  const outside = Math.min(row.at, 1 - row.at) <= PAGE_NUMBER_SHARE;
  if (!outside) return false;
  if (PAGE_NUMBER.test(row.text)) return true;
  const bare = BARE_NUMBER.exec(row.text);
  if (!bare) return false;
  return Number(bare[1]) === page + 1 && (bare[2] === undefined || Number(bare[2]) >= pageCount);
}
