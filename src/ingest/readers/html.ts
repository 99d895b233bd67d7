/**
 * A saved web page in, the text of its article out: one paragraph per block, table rows as lines with tabs,
 * headings and table cells with their offsets. Navigation, share bars, related links and footers are left behind.
 */
import type { ExtractedText } from "../../domain/index.ts";
import { UserError } from "../../domain/index.ts";
import { decode } from "../../text/index.ts";
import { contentOf, isHidden } from "./html-content.ts";
import { type Extraction, extractLines } from "./html-lines.ts";
import { describePage } from "./html-meta.ts";
import { extensionOf, type Reader } from "./reader.ts";
import { hasHtmlTags, looksLikeHtml } from "./sniff.ts";

/** Bigger pages are not articles, and parsing one would take gigabytes. */
const MAX_BYTES = 20 * 1024 * 1024;
/** Below this share of the page's plain text the choice of content is taken to have gone wrong. */
const LEAST_SHARE = 0.25;

/** Real pages stay under a hundred. */
const MAX_DEPTH = 500;
const NESTING_TAG =
  /<(\/?)(?:div|span|font|b|i|u|em|strong|table|section|ul|ol|dl|blockquote|center|article|form)\b/gi;

/** Takes web pages, whatever their name, and files named .html that hold tags. */
export const htmlReader: Reader = {
  name: "html",
  extensions: [".html", ".htm", ".xhtml", ".shtml"],
  accepts: (bytes, file) =>
    looksLikeHtml(bytes) || (htmlReader.extensions.includes(extensionOf(file)) && hasHtmlTags(bytes)),
  read: readHtml,
};

async function readHtml(bytes: Uint8Array, file: string): Promise<ExtractedText> {
  if (bytes.length > MAX_BYTES) {
    throw new UserError(
      `网页“${file}”超过 ${MAX_BYTES / 1024 / 1024} MB，无法读取，请只保留正文后重新放入。`,
    );
  }
  const { text: source, warnings: decodeWarnings } = decode(bytes, { html: true });
  const { load } = await import("cheerio");
  // The browser-grade parser takes quadratic time on deep nesting; the plain one forgives less and is linear.
  const root = load(source, nestsDeeply(source) ? { xml: { xmlMode: false } } : null).root()[0];
  if (!root) throw new UserError(`网页“${file}”无法解析，请另存为 txt 后重新放入。`);
  const content = contentOf(root);
  const whole = extractLines(root, { drop: isHidden, keep: () => true });
  let extraction = extractLines(root, content);
  const warnings = [...decodeWarnings];
  if (hanChars(extraction.text) < LEAST_SHARE * content.plainChars) {
    extraction = whole;
    warnings.push(`网页“${file}”的正文位置无法确定，导航等文字可能混入。`);
  }
  if (hanChars(extraction.text) === 0) {
    throw new UserError(`网页“${file}”里没有正文文字（可能由脚本生成），请把正文复制成 txt 后重新放入。`);
  }
  const { title, meta } = describePage(root, extraction, whole);
  return { ...withTitleLine(extraction, title), bodyStart: 0, ...(title ? { title } : {}), meta, warnings };
}

/** Puts the title on the first line, where a reader of the text expects it, unless it already stands near the top. */
function withTitleLine(
  extraction: Extraction,
  title: string | undefined,
): Pick<ExtractedText, "text" | "headings" | "tables"> {
  const { text, headings, tables } = extraction;
  const top = text.slice(0, 400).replace(/\s/g, "");
  if (!title || top.includes(title.replace(/\s/g, ""))) return { text, headings, tables };
  const by = title.length + 2;
  const shifted = <T extends { start: number; end: number }>(span: T): T => {
    return { ...span, start: span.start + by, end: span.end + by };
  };
  return { text: `${title}\n\n${text}`, headings: headings.map(shifted), tables: tables.map(shifted) };
}

function nestsDeeply(source: string): boolean {
  let depth = 0;
  for (const tag of source.matchAll(NESTING_TAG)) {
    depth = tag[1] === "/" ? Math.max(0, depth - 1) : depth + 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function hanChars(text: string): number {
  return text.match(/\p{Script=Han}/gu)?.length ?? 0;
}
