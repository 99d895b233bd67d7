/**
 * A parsed page and its lines in, title and metadata out: meta tags as they stand, and
 * publishing date (YYYY-MM-DD), source and attachments under the keys publishedOn, source and attachments.
 */
import { attachmentsOf } from "./html-attachments.ts";
import type { Extraction } from "./html-lines.ts";
import { type HtmlNode, walk } from "./html-node.ts";

const DATE = /((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/;
const SKIPPED_META =
  /^(?:viewport|renderer|robots|generator|format-detection|msapplication.*|apple-.*|referrer|csrf.*)$/i;

/** The page's title without its site's name, and what the page says about itself. */
export function describePage(
  root: HtmlNode,
  article: Extraction,
  whole: Extraction,
): { title?: string; meta: Record<string, string> } {
  const { tags, titleTag } = headOf(root);
  const heading = article.headings.find(({ start, end, level }) => level === 1 && end - start >= 6);
  const title =
    tags.get("articletitle") ||
    (heading ? article.text.slice(heading.start, heading.end) : "") ||
    tags.get("og:title") ||
    withoutSite(titleTag, tags.get("sitename"));
  const meta = new Map(tags);
  const furniture = [...article.leftOut, ...whole.leftOut];
  const publishedOn =
    dateIn(tags.get("pubdate") ?? tags.get("publishdate") ?? tags.get("article:published_time")) ??
    dateOf(furniture);
  if (publishedOn) meta.set("publishedOn", publishedOn);
  const source = tags.get("contentsource") || sourceOf(furniture);
  if (source) meta.set("source", source);
  const attachments = attachmentsOf(root);
  if (attachments) meta.set("attachments", attachments);
  return { ...(title ? { title } : {}), meta: Object.fromEntries(meta) };
}

/** Meta names are compared in lower case and kept so. */
function headOf(root: HtmlNode): { tags: Map<string, string>; titleTag: string } {
  const tags = new Map<string, string>();
  let titleTag = "";
  walk(root, {
    enter(node) {
      if (node.name === "title" && titleTag === "")
        titleTag = node.children?.map((child) => child.data ?? "").join("") ?? "";
      const key = (node.attribs?.name ?? node.attribs?.property ?? "").trim().toLowerCase();
      const value = (node.attribs?.content ?? "").replace(/\s+/g, " ").trim();
      if (node.name === "meta" && key !== "" && value !== "" && !SKIPPED_META.test(key) && !tags.has(key)) {
        tags.set(key, value);
      }
      return node.name !== "svg";
    },
  });
  return { tags, titleTag: titleTag.replace(/\s+/g, " ").trim() };
}

/** Cuts “_某某网” or “-某某市人民政府门户网站” off a page title. */
function withoutSite(title: string, site: string | undefined): string {
  if (site && title.endsWith(site)) return title.slice(0, -site.length).replace(/[\s_\-—|]+$/, "") || title;
  const cut = /^(.{4,}?)\s*(?:[_|]|\s[-—–]\s|-(?=[^-]*(?:网|政府|局|厅|委|门户|平台|频道)[^-]*$)).*$/.exec(
    title,
  );
  return (cut?.[1] ?? title).trim();
}

function dateOf(lines: string[]): string | null {
  const labelled = lines.filter((line) => /(?:时间|日期)\s*[:：]/.test(line));
  for (const line of [...labelled, ...lines]) {
    const date = dateIn(line);
    if (date) return date;
  }
  return null;
}

function dateIn(text: string | undefined): string | null {
  const found = DATE.exec(text ?? "");
  if (!found) return null;
  const [, year = "", month = "", day = ""] = found;
  if (Number(month) > 12 || Number(day) > 31) return null;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function sourceOf(lines: string[]): string | null {
  for (const line of lines) {
    const found = /(?:来源|稿源)\s*[:：]\s*([^\s:：|]{2,40})/.exec(line)?.[1];
    if (found) return found;
  }
  return null;
}
