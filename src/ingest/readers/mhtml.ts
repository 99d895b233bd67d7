/**
 * A page saved as one file (.mht, .mhtml: multipart/related) in, the text of its html part out, as the html reader
 * reads it. Pictures and styles of the archive are left where they are.
 */
import { type ExtractedText, UserError } from "../../domain/index.ts";
import { htmlReader } from "./html.ts";
import type { Reader } from "./reader.ts";
import { latin1 } from "./sniff.ts";

/** Real archives nest one multipart/alternative at most. */
const MAX_DEPTH = 3;
const MAX_HEADER_CHARS = 65_536;

interface Part {
  headers: Map<string, string>;
  body: string;
}

/** Takes archives of a web page by their mail headers, whatever the file's name. */
export const mhtmlReader: Reader = {
  name: "mhtml",
  extensions: [".mht", ".mhtml"],
  accepts: (bytes) => {
    const head = latin1(bytes.subarray(0, 8192)).trimStart();
    if (!/^[\w-]{2,40}:/.test(head)) return false;
    const { headers } = partOf(head);
    return headers.has("mime-version") && /^multipart\//i.test(headers.get("content-type") ?? "");
  },
  read: async (bytes, file, context) => {
    const html = htmlPart(partOf(latin1(bytes)), 0);
    if (!html) throw new UserError(`网页存档“${file}”里没有找到网页正文，请用浏览器另存为 html 后重新放入。`);
    const extracted = await htmlReader.read(html.bytes, file, context);
    return html.address ? withAddress(extracted, html.address) : extracted;
  },
};

function withAddress(extracted: ExtractedText, address: string): ExtractedText {
  return { ...extracted, meta: { url: address, ...extracted.meta } };
}

function htmlPart(part: Part, depth: number): { bytes: Uint8Array; address: string } | null {
  const type = part.headers.get("content-type") ?? "";
  if (/^text\/html\b|^application\/xhtml/i.test(type)) {
    return {
      bytes: decoded(part.body, part.headers.get("content-transfer-encoding") ?? ""),
      address: part.headers.get("content-location") ?? "",
    };
  }
  if (!/^multipart\//i.test(type) || depth >= MAX_DEPTH) return null;
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!mark) return null;
  for (const text of `\n${part.body}`.split(`\n--${mark}`).slice(1)) {
    if (text.startsWith("--")) break;
    const found = htmlPart(partOf(text.replace(/^[ \t]*\r?\n/, "")), depth + 1);
    if (found) return found;
  }
  return null;
}

function partOf(text: string): Part {
  const gap = /\r?\n\r?\n/.exec(text.slice(0, MAX_HEADER_CHARS));
  const head = gap ? text.slice(0, gap.index) : text.slice(0, MAX_HEADER_CHARS);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: gap ? text.slice(gap.index + gap[0].length) : "" };
}

function decoded(body: string, encoding: string): Uint8Array {
  if (/base64/i.test(encoding)) return Buffer.from(body, "base64");
  if (!/quoted-printable/i.test(encoding)) return Buffer.from(body, "latin1");
  const text = body
    .replace(/=[ \t]*\r?\n/g, "")
    .replace(/=([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(text, "latin1");
}
