/**
 * The few things that the html reader needs from a parsed node, and an iterative walk:
 * a page nested a hundred thousand levels deep must not overflow the stack.
 */

/** Structurally what cheerio's parser builds. */
export interface HtmlNode {
  type: string;
  name?: string;
  attribs?: Record<string, string>;
  data?: string;
  children?: HtmlNode[];
}

interface Visitor {
  /** Called before the children; false skips them and `leave`. */
  enter(node: HtmlNode): boolean;
  leave?(node: HtmlNode): void;
}

/** Walks a tree in document order without recursion. */
export function walk(root: HtmlNode, visitor: Visitor): void {
  const stack: { node: HtmlNode; next: number }[] = [];
  if (visitor.enter(root)) stack.push({ node: root, next: 0 });
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const child = top.node.children?.[top.next++];
    if (child === undefined) {
      stack.pop();
      visitor.leave?.(top.node);
    } else if (visitor.enter(child)) {
      stack.push({ node: child, next: 0 });
    }
  }
}

/** All text under a node as it stands in the source, line breaks for br and block ends. */
export function textOf(root: HtmlNode): string {
  const parts: string[] = [];
  walk(root, {
    enter(node) {
      if (node.type === "text") parts.push(node.data ?? "");
      if (node.name === "br") parts.push("\n");
      return !isUnread(node);
    },
    leave(node) {
      if (BLOCKS.has(node.name ?? "")) parts.push("\n");
    },
  });
  return parts.join("");
}

/** Text with entities decoded already: white space folded, a source line break between Chinese characters removed. */
export function foldSpace(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "")
    .replace(
      /(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])[ \t]*\r?\n\s*(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])/g,
      "",
    )
    .replace(/[\s\u00a0\u3000]+/g, " ")
    .trim();
}

/** Elements that hold no text of the page. */
export function isUnread(node: HtmlNode): boolean {
  return node.type === "comment" || node.type === "directive" || UNREAD.has(node.name ?? "");
}

/** Elements that begin a line of their own. */
export const BLOCKS: ReadonlySet<string> = new Set(
  "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption".split(
    " ",
  ),
);

const UNREAD: ReadonlySet<string> = new Set(
  "script style noscript template head title meta link svg iframe object embed button select option input textarea audio video canvas map".split(
    " ",
  ),
);
