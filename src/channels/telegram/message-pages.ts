/**
 * Blocks in, messages out: each as HTML and as the same text without markup. Telegram counts 4096 UTF-16 units after
 * markup is read; what is longer goes on in the next page, blocks staying whole where they fit in one.
 */
import { firstChars } from "../rendering/index.ts";
import type { Block, Run } from "./message-blocks.ts";

/** Telegram's limits in UTF-16 units after markup is read: a message, and the caption of a picture or file. */
export const maxMessageChars = 4096;
export const maxCaptionChars = 1024;

/** What a phone shows without endless scrolling, well below Telegram's limit. */
const pageChars = 3000;
/** Telegram ignores the markup beyond 100 entities. */
const maxEntities = 90;

export interface MessagePage {
  html: string;
  plain: string;
}

/** At least one page, none of it blank, each of at most `maxChars` UTF-16 units; blocks stay whole where they fit in a page unless `dense`. */
export function messagePages(
  blocks: readonly Block[],
  { maxChars = pageChars, dense = false } = {},
): MessagePage[] {
  const pages: Block[][] = [[]];
  let room = maxChars;
  let entities = 0;
  const turn = () => {
    if (pages.at(-1)?.length) pages.push([]);
    room = maxChars;
    entities = 0;
  };
  for (const whole of blocks.map(trimmed).filter(({ runs }) => runs.length > 0)) {
    let block: Block | undefined = whole;
    const fits = lengthOf(block) <= room || (dense && room > maxChars / 10);
    if (!fits || entities + entitiesOf(block) > maxEntities) turn();
    while (block) {
      const [kept, rest]: [Block, Block | undefined] = split(block, room);
      pages.at(-1)?.push(trimmed(kept));
      room -= lengthOf(kept) + 2;
      entities += entitiesOf(kept);
      block = rest && trimmed(rest);
      if (block?.runs.length === 0) block = undefined;
      if (block) turn();
    }
  }
  const filled = pages.filter((page) => page.length > 0);
  if (filled.length === 0) return [{ html: "（没有可显示的内容）", plain: "（没有可显示的内容）" }];
  return filled.map((page) => ({
    html: page.map(htmlOf).join("\n\n"),
    plain: page.map(plainOf).join("\n\n"),
  }));
}

/** One message for blocks that have to fit: what does not is cut with "…". */
export function oneMessage(blocks: readonly Block[], maxChars = maxMessageChars): MessagePage {
  const [first, second] = messagePages(blocks, { maxChars: maxChars - 2, dense: true });
  if (!first) throw new Error("no page");
  return second ? { html: `${first.html}\n…`, plain: `${first.plain}\n…` } : first;
}

/** Text with the characters that Telegram's HTML gives a meaning replaced. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

const tags = {
  text: ["", ""],
  quote: ["<blockquote>", "</blockquote>"],
  table: ["<pre>", "</pre>"],
} as const;

function htmlOf(block: Block): string {
  const inner = block.runs
    .map((run) => (block.kind === "table" ? escapeHtml(run.text) : styled(run)))
    .join("");
  if (block.kind === "folded") return `<blockquote expandable>${inner}</blockquote>`;
  const [open, close] = tags[block.kind];
  return `${open}${inner}${close}`;
}

function styled({ text, styles }: Run): string {
  return styles.reduceRight((inner, style) => `<${style}>${inner}</${style}>`, escapeHtml(text));
}

function plainOf(block: Block): string {
  return block.runs.map(({ text }) => text).join("");
}

function lengthOf(block: Block): number {
  return block.runs.reduce((sum, { text }) => sum + text.length, 0);
}

function entitiesOf(block: Block): number {
  return block.runs.reduce((sum, { styles }) => sum + styles.length, block.kind === "text" ? 0 : 1);
}

/** Without white space around it: Telegram drops that, and refuses a message of nothing else. */
function trimmed(block: Block): Block {
  const runs = [...block.runs];
  while (runs[0]?.text.trim() === "") runs.shift();
  while (runs.at(-1)?.text.trim() === "") runs.pop();
  const [first] = runs;
  if (first) runs[0] = { ...first, text: first.text.trimStart() };
  const last = runs.at(-1);
  if (last) runs[runs.length - 1] = { ...last, text: last.text.trimEnd() };
  return { ...block, runs };
}

/** Cuts a block that is longer than the room at the end of a line or a sentence, else anywhere but inside a character. */
function split(block: Block, room: number): [Block, Block | undefined] {
  let left = room;
  let marks = maxEntities;
  for (const [i, run] of block.runs.entries()) {
    marks -= run.styles.length;
    const tooMany = marks < 0 && i > 0;
    if (run.text.length <= left && !tooMany) {
      left -= run.text.length;
      continue;
    }
    const at = tooMany ? 0 : cutAt(run.text, left, i === 0);
    const kept = [...block.runs.slice(0, i), { ...run, text: run.text.slice(0, at) }];
    const rest = [{ ...run, text: run.text.slice(at) }, ...block.runs.slice(i + 1)];
    return [
      { ...block, runs: kept.filter(({ text }) => text !== "") },
      { ...block, runs: rest },
    ];
  }
  return [block, undefined];
}

function cutAt(text: string, room: number, mustCut: boolean): number {
  const head = firstChars(text, room);
  for (const end of ["\n", "。", "；", "，"]) {
    const at = head.lastIndexOf(end);
    if (at > head.length * 0.5) return at + 1;
  }
  return mustCut ? Math.max(1, head.length) : head.length;
}
