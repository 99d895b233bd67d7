/**
 * A plain text that fits one message.
 */

const MAX_CHARS = 4096;

/** The text, cut at the end of a line where it is longer than one message may be. */
export function cutText(text: string, maxChars: number = MAX_CHARS): string {
  if (text.length <= maxChars) return text;
  const notice = "\n……（太长，未全部列出）";
  const kept = text.slice(0, maxChars - notice.length).replace(/[\ud800-\udbff]$/, "");
  const lineEnd = kept.lastIndexOf("\n");
  return (lineEnd > kept.length / 2 ? kept.slice(0, lineEnd) : kept) + notice;
}
