/**
 * The links of a page in, its attachments out: documents and archives that the page offers for download.
 * They are listed by name and address; nothing is fetched.
 */
import { foldSpace, type HtmlNode, textOf, walk } from "./html-node.ts";

const DOCUMENT = /\.(?:pdf|docx?|wps|xlsx?|et|csv|pptx?|ofd|rtf|zip|rar|7z)$/i;
const MAX_ATTACHMENTS = 50;
const MAX_ADDRESS_CHARS = 500;
const MAX_NAME_CHARS = 120;

/** One line per attachment, “name (address)”, in the page's order and without repeats; "" for none. */
export function attachmentsOf(root: HtmlNode): string {
  const found = new Map<string, string>();
  walk(root, {
    enter(node) {
      if (found.size >= MAX_ATTACHMENTS) return false;
      const address = node.name === "a" ? (node.attribs?.href ?? "").trim() : "";
      if (address === "" || address.length > MAX_ADDRESS_CHARS || /^(?:javascript|data):/i.test(address))
        return true;
      const name = foldSpace(textOf(node)) || foldSpace(node.attribs?.title ?? "");
      const path = address.split(/[?#]/)[0] ?? "";
      if ((DOCUMENT.test(path) || DOCUMENT.test(name)) && !found.has(address)) {
        found.set(address, (name || fileNameOf(path)).slice(0, MAX_NAME_CHARS));
      }
      return true;
    },
  });
  return [...found].map(([address, name]) => `${name} (${address})`).join("\n");
}

function fileNameOf(path: string): string {
  const name = path.split("/").at(-1) ?? path;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
