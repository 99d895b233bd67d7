/**
 * The text of a report in, a warning about characters that were lost or garbled before it came here out.
 * Nothing is mended: quotes show what the file holds.
 */

/** Lost characters, what lost characters turn into when decoded again, private-use and control characters. */
const DAMAGE =
  /\ufffd+|(?:锟斤拷|锟斤|斤拷锟)+|烫{3,}|屯{3,}|[\ue000-\uf8ff]+|[\0-\u0008\u000b\u000e-\u001f\u007f-\u009f]+|(?:[锛銆鈥]\p{Script=Han}?){2,}|(?:[\u00c2\u00c3\u00e2-\u00ef][\u0080-\u00bf\u0152-\u0178\u2013-\u203a\u20ac\u2122]{1,2}){2,}/gu;
const CONTEXT_CHARS = 8;

/**
 * A Chinese warning that counts the damaged places and shows the first; null for a sound text.
 * @param from offset where the report begins; lines are counted from the start of the text
 */
export function damageWarning(text: string, from = 0): string | null {
  const places = [...text.matchAll(DAMAGE)].filter(({ index }) => index >= from);
  const first = places[0];
  if (!first) return null;
  const line = text.slice(0, first.index).split("\n").length;
  const shown = text
    .slice(Math.max(0, first.index - CONTEXT_CHARS), first.index + first[0].length + CONTEXT_CHARS)
    .replace(/[\0-\u001f\u007f-\u009f]+/g, " ")
    .trim();
  const atNumbers = places.filter(
    ({ index, 0: run }) =>
      /\d/.test(text.slice(Math.max(0, index - 1), index)) ||
      /\d/.test(text.slice(index + run.length, index + run.length + 1)),
  ).length;
  const numbers = atNumbers > 0 ? `，其中 ${atNumbers} 处紧挨数字` : "";
  return `文中有 ${places.length} 处损坏的字符，最先在第 ${line} 行“${shown}”${numbers}；文字按原样显示，请核对原文件`;
}
