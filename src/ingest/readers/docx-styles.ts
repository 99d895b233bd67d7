/**
 * The styles part of a docx in, a style map for the parser out: which paragraph styles are headings and of which
 * level, which is the title's, which belong to a table of contents. Goes by outline levels, so that a style of
 * any name that stands on 标题 1 counts.
 */
import type { HtmlNode } from "./html-node.ts";

/** The class that paragraphs of the title's style get. */
export const TITLE_CLASS = "title-paragraph";

/** Before everything else: these styles often carry an outline level, and none is a heading. */
const FIXED = [
  ...["Title", "标题"].map((name) => `p[style-name='${name}'] => p.${TITLE_CLASS}:fresh`),
  ...["Subtitle", "副标题"].map((name) => `p[style-name='${name}'] => p:fresh`),
  ...["toc ", "目录", "WPSOffice手动目录", "table of figures"].map((name) => `p[style-name^='${name}'] => !`),
];

/** For a document without a usable styles part. */
const NAMED = [1, 2, 3, 4, 5, 6].flatMap((level) =>
  [`标题 ${level}`, `标题${level}`].map((name) => `p[style-name='${name}'] => h${level}:fresh`),
);

interface Style {
  name: string;
  basedOn: string;
  /** From 0; 9 is body text; null where the style says nothing. */
  outline: number | null;
}

/** Lines of a mammoth style map, the first match wins; `root` is the parsed styles part. */
export function styleMap(root: HtmlNode | undefined): string[] {
  const styles = readStyles(root);
  const own = [...styles.values()].flatMap((style) => {
    const outline = inherited(style, styles);
    if (outline === null || outline > 8 || style.name === "") return [];
    const name = style.name.replace(/[\\']/g, "\\$&");
    return /[\r\n]/.test(name) ? [] : [`p[style-name='${name}'] => h${Math.min(outline, 5) + 1}:fresh`];
  });
  return [...FIXED, ...own, ...NAMED];
}

function readStyles(root: HtmlNode | undefined): Map<string, Style> {
  const styles = new Map<string, Style>();
  const list = child(root, "w:styles")?.children ?? [];
  for (const node of list) {
    if (node.name !== "w:style" || node.attribs?.["w:type"] !== "paragraph") continue;
    const outline = Number.parseInt(value(child(child(node, "w:pPr"), "w:outlineLvl")), 10);
    styles.set(node.attribs["w:styleId"] ?? "", {
      name: value(child(node, "w:name")),
      basedOn: value(child(node, "w:basedOn")),
      outline: Number.isNaN(outline) ? null : outline,
    });
  }
  return styles;
}

function inherited(style: Style, styles: Map<string, Style>): number | null {
  let current: Style | undefined = style;
  for (let steps = 0; current && steps < 20; steps++) {
    if (current.outline !== null) return current.outline;
    current = styles.get(current.basedOn);
  }
  return null;
}

function child(node: HtmlNode | undefined, name: string): HtmlNode | undefined {
  return node?.children?.find((one) => one.name === name);
}

function value(node: HtmlNode | undefined): string {
  return node?.attribs?.["w:val"] ?? "";
}
