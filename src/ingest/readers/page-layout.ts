/**
 * Pages of placed text in, the report's text out: read column by column, without running heads and page numbers,
 * lines joined to paragraphs, tables as rows, with the offsets of pages, headings and figure cells.
 */
import type { ExtractedText, TableCell } from "../../domain/index.ts";
import { regionsOf } from "./page-columns.ts";
import { type Fragment, type PageContent, type TableBlock, toCommonScale } from "./page-content.ts";
import { fragmentsOf, rowsOf } from "./page-fragments.ts";
import { ruledTables } from "./page-grid.ts";
import { type Block, type Line, paragraphsOf } from "./page-paragraphs.ts";
import { runningRows } from "./page-running.ts";
import { linesAndTables } from "./page-table.ts";
import { writeBlocks } from "./page-writer.ts";

export type { PageContent, PageRule, PageSpan } from "./page-content.ts";

export interface LaidOut {
  text: string;
  /** Where each page begins in `text`, inside a paragraph where one goes on over the page's end. */
  pageStarts: number[];
  headings: ExtractedText["headings"];
  tables: TableCell[];
  /** The biggest heading at the top of the first page. */
  title?: string;
}

type Flow = { page: number; column: boolean; width: number; items: (Fragment | TableBlock)[] };

/** Lays out the pages of one file, in their order; a page without text still takes its place in pageStarts. */
export function layOut(pages: PageContent[]): LaidOut {
  const scaled = pages.map(toCommonScale);
  const parted = scaled.map((content, page) => {
    const { tables, spans } = ruledTables(content, page);
    return { tables, fragments: fragmentsOf(spans, page) };
  });
  const running = runningFragments(
    parted.map(({ fragments }) => fragments),
    scaled.map((page) => page.height),
  );
  const kept = parted.map(({ tables, fragments }) => ({
    tables,
    fragments: fragments.filter((fragment) => !running.has(fragment)),
  }));
  const bodySize = commonSize(kept.flatMap(({ fragments }) => fragments));
  const flows = kept.flatMap(({ tables, fragments }, page) =>
    regionsOf<Fragment | TableBlock>([...fragments, ...tables], bodySize).map(
      ({ items, column }): Flow => ({
        page,
        column,
        width: Math.round(scaled[page]?.width ?? 0),
        items: inOrder(items),
      }),
    ),
  );
  const blocks = withMargins(flows);
  return writeBlocks(paragraphsOf(blocks, bodySize), bodySize, pages.length);
}

function runningFragments(pages: Fragment[][], heights: number[]): Set<Fragment> {
  const rows = pages.map((fragments, page) =>
    rowsOf(fragments).map((row) => ({
      fragments: row,
      text: row.map((fragment) => fragment.text).join(" "),
      at: ((row[0]?.top ?? 0) + (row[0]?.bottom ?? 0)) / 2 / (heights[page] || 1),
    })),
  );
  return new Set([...runningRows(rows)].flatMap((row) => row.fragments));
}

/** The font size that most characters have, to half a point. */
function commonSize(fragments: Fragment[]): number {
  const chars = new Map<number, number>();
  for (const { size, text } of fragments) {
    const half = Math.round(size * 2) / 2;
    chars.set(half, (chars.get(half) ?? 0) + text.length);
  }
  return [...chars].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 12;
}

/** Lines and unruled tables between the ruled tables of a region. */
function inOrder(items: (Fragment | TableBlock)[]): (Fragment | TableBlock)[] {
  const found: (Fragment | TableBlock)[] = [];
  let fragments: Fragment[] = [];
  const flush = (): void => {
    found.push(...linesAndTables(fragments));
    fragments = [];
  };
  for (const item of [...items].sort((a, b) => a.top - b.top)) {
    if ("rows" in item) {
      flush();
      found.push(item);
    } else fragments.push(item);
  }
  flush();
  return found;
}

/** Gives every line its region's margins; pages of one width share those of their full-width text. */
function withMargins(flows: Flow[]): Block[] {
  const linesOf = (flow: Flow): Fragment[] => flow.items.filter((item) => !("rows" in item)) as Fragment[];
  const shared = new Map<number, Fragment[]>();
  for (const flow of flows) {
    if (!flow.column) shared.set(flow.width, [...(shared.get(flow.width) ?? []), ...linesOf(flow)]);
  }
  const margins = new Map([...shared].map(([width, lines]) => [width, marginsOf(lines)]));
  return flows.flatMap((flow, region) => {
    const own = (flow.column ? null : margins.get(flow.width)) ?? marginsOf(linesOf(flow));
    return flow.items.map((item): Block => {
      if ("rows" in item) return { kind: "table", region, ...item };
      const line: Line = { kind: "line", region, ...item, ...own };
      return line;
    });
  });
}

/** The outermost places where several lines begin and end. */
function marginsOf(lines: Fragment[]): { left: number; margin: number } {
  const least = Math.max(2, lines.length * 0.05);
  const size = commonSize(lines);
  const outermost = (places: number[]): number => {
    const sorted = [...places].sort((a, b) => a - b);
    const found = sorted.find((place, i) => (sorted[(i + least - 1) | 0] ?? Infinity) - place <= 1.2 * size);
    return found ?? sorted[0] ?? 0;
  };
  return {
    left: outermost(lines.map((line) => line.x)),
    margin: -outermost(lines.map((line) => -line.right)),
  };
}
