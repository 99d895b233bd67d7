/**
 * What a page holds before anyone has read it: pieces of text and ruled lines, each with its place.
 * Pages come from a PDF's text layer in points or from recognised pictures in pixels; all measures of one
 * page share one unit, and layOut brings the pages of a file to a common scale.
 */

/** A piece of one line of text; x and y are its left and top edge from the page's top left corner. */
export interface PageSpan {
  text: string;
  x: number;
  y: number;
  width: number;
  /** The font size, or the height of the recognised line. */
  height: number;
  /** Name of the font where it is known; sizes of such spans are exact, all others are measured. */
  font?: string;
}

/** A ruled line: a box that is thin in one direction. */
export interface PageRule {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PageContent {
  width: number;
  height: number;
  spans: PageSpan[];
  /** Ruled lines where the format tells them. */
  rules?: PageRule[];
}

/** Text on one baseline without a wide gap in it. */
export interface Fragment {
  page: number;
  text: string;
  x: number;
  right: number;
  top: number;
  bottom: number;
  /** Font size on the common scale. */
  size: number;
  /** Name of the font; null where it is unknown or changes. */
  font: string | null;
}

/** Cells of a table row by column; "" where a cell is empty, `repeated` where it continues a merged one. */
export interface TableRow {
  page: number;
  cells: { text: string; repeated: boolean }[];
}

/** A table, with the place that it takes on its page. */
export interface TableBlock {
  page: number;
  x: number;
  right: number;
  top: number;
  bottom: number;
  rows: TableRow[];
}

/** The largest page side ratio is of no matter: pages of equal area are laid on equal scale, A4 in points. */
const A4_AREA = 595 * 842;

/** A copy of the page on the common scale. */
export function toCommonScale(page: PageContent): PageContent {
  const area = page.width * page.height;
  const scale = area > 0 ? Math.sqrt(A4_AREA / area) : 1;
  const scaled = <T extends PageRule>(box: T): T => ({
    ...box,
    x: box.x * scale,
    y: box.y * scale,
    width: box.width * scale,
    height: box.height * scale,
  });
  return {
    width: page.width * scale,
    height: page.height * scale,
    spans: page.spans.map(scaled),
    rules: (page.rules ?? []).map(scaled),
  };
}
