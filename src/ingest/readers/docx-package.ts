/**
 * The bytes of a docx in, the few parts of it that hold text out, packed anew without anything else: images, macros,
 * embedded files and what they link to never reach the parser, nor do entities, endless parts or formatting.
 */
import { UserError } from "../../domain/index.ts";
import type { ReadContext } from "./limits.ts";
import { checkZip } from "./zip.ts";
import { zipDirectory } from "./zip-directory.ts";

export interface DocxParts {
  /** A stored zip with the parts that the parser needs. */
  packed: Buffer;
  /** docProps/core.xml, word/styles.xml; "" where absent. */
  core: string;
  styles: string;
  /** Charts drawn from embedded data; their numbers are not in the text. */
  charts: number;
}

const STYLES = /^word\/styles\d*\.xml$/i;
const CORE = "docProps/core.xml";
const WANTED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/_rels\/[^/]+\.rels|word\/(?:document|styles|numbering|footnotes|endnotes)\d*\.xml|docProps\/core\.xml)$/i;
/** All wanted parts together; a report of 500 pages has some 10 MB. */
const MAX_XML_BYTES = 30 * 1024 * 1024;
/** Characters left after formatting is taken out: the parser needs up to 80 bytes for each, as for each element. */
const MAX_CHARS = 6_000_000;
/** Elements left after formatting is taken out: the parser needs about 2 kB for each (measured with mammoth 1.13). */
const MAX_ELEMENTS = 150_000;
/** Elements inside each other; a table inside a table inside a text box stays under fifty. */
const MAX_DEPTH = 300;
/** Looks and marks of editing: more than half of a real document's elements, and none bears on its text. */
const FORMATTING =
  /<w:(?:rFonts|szCs|sz|bCs|b|iCs|i|color|lang|kern|spacing|ind|jc|snapToGrid|shd|u|highlight|w|position|noProof|adjustRightInd|autoSpaceDE|autoSpaceDN|widowControl|keepNext|keepLines|pageBreakBefore|suppressAutoHyphens|overflowPunct|topLinePunct|wordWrap|textAlignment|contextualSpacing|bookmarkStart|bookmarkEnd|proofErr|lastRenderedPageBreak|tcW|vAlign|noWrap|top|left|bottom|right|insideH|insideV|gridCol|trHeight|cantSplit|tblW|tblLook|tblLayout|tblInd)(?:\s[^<>]*)?\/>/g;
const EMPTIED = /<w:(rPr|pPr|tcBorders|tcMar|tblBorders|tblCellMar|tblGrid|tcPr|trPr|pBdr)(?:\/>|><\/w:\1>)/g;
const EDIT_MARKS = / (?:w:rsid\w*|w14:(?:paraId|textId))="[0-9A-F]{8}"/g;
const STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** True for a zip that holds a Word document, also when its end is missing; an archive with a folder word/ is none. */
export function isDocx(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 65_536)).toString(
    "latin1",
  );
  if (!head.startsWith("PK\x03\x04")) return false;
  try {
    const names = zipDirectory(bytes, "").map((entry) => entry.name);
    return names.includes("[Content_Types].xml") && names.some((name) => name.startsWith("word/"));
  } catch {
    const first = /^.{26}(..)..(.*)/s.exec(head);
    return (
      /^(?:\[Content_Types\]|_rels\/|docProps\/|word\/)/.test(first?.[2] ?? "") && head.includes("word/")
    );
  }
}

/**
 * Unpacks and checks the wanted parts.
 * @throws UserError for a damaged or encrypted package, one past the limits, and one with entities or endless nesting
 */
export async function docxParts(bytes: Uint8Array, file: string, context: ReadContext): Promise<DocxParts> {
  const pieces = new Map<string, Uint8Array[]>();
  let length = 0;
  const names = await checkZip(bytes, file, context, (name, piece) => {
    if (!WANTED.test(name)) return;
    length += piece.length;
    if (length > MAX_XML_BYTES) throw tooBig(file);
    pieces.set(name, [...(pieces.get(name) ?? []), piece]);
  });
  if (new Set(names).size < names.length) {
    throw new UserError(
      `Word 文档“${file}”里有重名的部件，不是 Word 或 WPS 存的文件，没有读取；请另存一份后重新放入。`,
    );
  }
  const parts: Record<string, Uint8Array> = {};
  const found = { core: "", styles: "" };
  let elements = 0;
  let chars = 0;
  for (const [name, chunks] of pieces) {
    const xml = new TextDecoder().decode(Buffer.concat(chunks));
    if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) {
      throw new UserError(
        `Word 文档“${file}”里有不该有的 XML 实体定义，可能有害，没有读取；请确认来源可靠后另存一份再放入。`,
      );
    }
    if (name === CORE) {
      found.core = xml;
      continue;
    }
    if (STYLES.test(name)) found.styles = xml;
    const plain = simplify(xml);
    elements += countElements(plain, file);
    chars += plain.length;
    if (elements > MAX_ELEMENTS || chars > MAX_CHARS) throw tooBig(file);
    parts[name] = Buffer.from(name.endsWith(".rels") ? plain.replaceAll(STRICT, TRANSITIONAL) : plain);
  }
  const { zipSync } = await import("fflate");
  return {
    packed: Buffer.from(zipSync(parts, { level: 0 })),
    ...found,
    charts: names.filter((name) => /^word\/charts\/chart[^/]*\.xml$/i.test(name)).length,
  };
}

/** Takes out formatting and what pictures point to: a link that leads nowhere would stop the parser. */
function simplify(xml: string): string {
  return xml
    .replace(EDIT_MARKS, "")
    .replace(FORMATTING, "")
    .replace(EMPTIED, "")
    .replace(EMPTIED, "")
    .replace(/<(a:blip|v:imagedata)\b[^<>]*?(\/?)>/g, "<$1$2>");
}

function countElements(xml: string, file: string): number {
  let depth = 0;
  let count = 0;
  for (let at = xml.indexOf("<"); at >= 0; at = xml.indexOf("<", at + 1)) {
    const next = xml.charCodeAt(at + 1);
    if (next === 0x2f) depth--;
    else if (next !== 0x21 && next !== 0x3f) {
      count++;
      const end = xml.indexOf(">", at);
      if (end < 0) break;
      if (xml.charCodeAt(end - 1) !== 0x2f) depth++;
      if (depth > MAX_DEPTH) {
        throw new UserError(
          `Word 文档“${file}”的内容嵌套超过 ${MAX_DEPTH} 层，无法读取，请另存为 txt 后重新放入。`,
        );
      }
    }
  }
  return count;
}

function tooBig(file: string): UserError {
  return new UserError(`Word 文档“${file}”的内容太多（超过几百页），请拆成几个文件后重新放入。`);
}
