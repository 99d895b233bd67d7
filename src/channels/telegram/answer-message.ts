/**
 * An answer in, one Telegram message out: as HTML and as the same text without markup.
 * Telegram counts 4096 characters after markup is read: citations that no longer fit are left out whole, the
 * last ones first, and the message says how many. Everything from a report is escaped.
 */
import type { Answer, Citation } from "../../domain/index.ts";
import { citationLabel, shownQuote, visibleText } from "../rendering/index.ts";

/** Telegram's limit for one message, in UTF-16 units after markup is read. */
export const maxMessageChars = 4096;

const maxQuoteChars = 800;
/** Longer citations are folded; a tap opens them. */
const foldAboveChars = 160;
/** Room for the line that tells how many citations were left out. */
const reservedChars = 40;

export interface AnswerMessage {
  html: string;
  plain: string;
}

interface Block {
  html: string;
  plain: string;
}

/** The message for an answer; `asked` is shown above it, for a question that was picked by a button. */
export function answerMessage(answer: Answer, asked?: string): AnswerMessage {
  const blocks: Block[] = [];
  if (asked !== undefined) blocks.push(askedBlock(asked));
  let room = maxMessageChars - reservedChars - lengthOf(blocks);
  const text = fitted(visibleText(answer.text).trim(), room);
  blocks.push({ html: escapeHtml(text), plain: text });
  room -= text.length;

  let shown = 0;
  for (const citation of answer.citations) {
    const block = citationBlock(citation);
    if (block.plain.length + 2 > room) break;
    blocks.push(block);
    room -= block.plain.length + 2;
    shown += 1;
  }
  const left = answer.citations.length - shown;
  if (left > 0) {
    const line = `（另有 ${left} 条出处，篇幅所限未列出）`;
    blocks.push({ html: line, plain: line });
  }
  return {
    html: blocks.map((block) => block.html).join("\n\n"),
    plain: blocks.map((block) => block.plain).join("\n\n"),
  };
}

/** Text with the characters that Telegram's HTML gives a meaning replaced. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function askedBlock(question: string): Block {
  const text = `问：${visibleText(question)}`;
  return { html: `<b>${escapeHtml(text)}</b>`, plain: text };
}

function citationBlock(citation: Citation): Block {
  const label = citationLabel(citation);
  const title = `[${citation.n}] ${label.title}`;
  const where = [label.section, label.period].filter((part) => part !== "").join(" · ");
  const rest = [where, `“${shownQuote(citation.quote, maxQuoteChars)}”`, label.place]
    .filter((part) => part !== "")
    .join("\n");
  const plain = `${title}\n${rest}`;
  const tag = plain.length > foldAboveChars ? "<blockquote expandable>" : "<blockquote>";
  return { html: `${tag}<b>${escapeHtml(title)}</b>\n${escapeHtml(rest)}</blockquote>`, plain };
}

/** Cut at the end of a line where one stands in the last third of the room. */
function fitted(text: string, room: number): string {
  if (text.length <= room) return text;
  const notice = "\n…（回答过长，请缩小问题范围）";
  const kept = text.slice(0, room - notice.length).replace(/[\ud800-\udbff]$/, "");
  const lineEnd = kept.lastIndexOf("\n");
  return (lineEnd > kept.length * 0.67 ? kept.slice(0, lineEnd) : kept) + notice;
}

function lengthOf(blocks: Block[]): number {
  return blocks.reduce((sum, block) => sum + block.plain.length + 2, 0);
}
