/**
 * The first bytes of a file in, what kind of file it seems to be out. Never looks at the file's name.
 */

/** A kind of file that is not text, in the words shown to people; null when no signature matches. */
export function binaryKind(bytes: Uint8Array): string | null {
  const head = latin1(bytes.subarray(0, 16));
  if (/^(?:\xef\xbb\xbf)?\s*%PDF-/.test(head)) return "PDF 文件";
  if (head.startsWith("PK\x03\x04")) return zipKind(latin1(bytes.subarray(0, 65_536)));
  if (head.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return oleKind(bytes);
  if (head.startsWith("{\\rtf")) return "RTF 文档";
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8|BM[\s\S]{4}\0\0\0\0|II\*\0|MM\0\*)/.test(head)) return "图片";
  if (/^RIFF[\s\S]{4}WEBP/.test(head)) return "图片";
  if (/^(?:\x1f\x8b|7z\xbc\xaf|Rar!|BZh)/.test(head)) return "压缩包";
  return null;
}

/** True when the bytes begin as a web page does: a doctype, an html, head or body tag, whatever the encoding. */
export function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = latin1(bytes.subarray(0, 4096))
    .replace(/\0/g, "")
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
    .replace(/^(?:\s+|<\?xml[^>]*\?>|<!--[\s\S]*?-->)+/, "");
  return /^<(?:!doctype\s+html|html|head|body|meta|title)\b/i.test(head);
}

/** True when the bytes hold block tags of a web page anywhere near their start. */
export function hasHtmlTags(bytes: Uint8Array): boolean {
  const head = latin1(bytes.subarray(0, 65_536)).replace(/\0/g, "");
  return /<(?:p|div|table|h[1-6]|body|span|br|ul|section|article)\b[^<>]*>/i.test(head);
}

function zipKind(head: string): string {
  if (head.includes("word/")) return "Word 文档（docx）";
  if (head.includes("xl/")) return "Excel 表格（xlsx）";
  if (head.includes("ppt/")) return "PowerPoint 文档";
  return "压缩包";
}

/** Old Office files name their main stream in UTF-16. */
function oleKind(bytes: Uint8Array): string {
  const names = latin1(bytes).replace(/\0/g, "");
  if (names.includes("WordDocument")) return "Word 文档（doc）";
  if (names.includes("Workbook")) return "Excel 表格（xls）";
  if (names.includes("PowerPoint")) return "PowerPoint 文档";
  return "旧版 Office 文档";
}

/** One character per byte: bytes to be searched before their encoding is known. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
