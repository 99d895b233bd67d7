/**
 * A parsed page in, two questions answered: which elements are furniture, and which hold the article.
 * Rules are generic (tags, class words, share of links). Losing article text is worse than keeping furniture,
 * so an element that holds much of the page's plain text is never dropped for its name.
 */
import { type HtmlNode, isUnread, walk } from "./html-node.ts";

/** How the lines of a page are chosen. */
export interface LineChoice {
  /** True for an element to leave out with all that is in it. */
  drop(node: HtmlNode): boolean;
  /** True for an element all of whose lines are kept; elsewhere only headings and whole sentences are. */
  keep(node: HtmlNode): boolean;
}

interface Weight {
  /** Characters without white space. */
  text: number;
  /** Those of them inside links. */
  linked: number;
  links: number;
}

const NAMES = words(
  "nav navbar navigation navs menu menus sitemap foot footer foots bottom copyright crumb crumbs breadcrumb breadcrumbs curb share sharebar bdsharebuttonbox bshare relate related rel relation recommend recommends tuijian xgyd xgwz ad ads adv advert advertisement guanggao gg banner sidebar aside print dayin login logout register search sousuo hot hots friendlink friendlinks links weblink youqing toolbar tools pager pages pagination comment comments qrcode ewm erweima weixin popup modal dialog hidden hide invisible adbox adwrap adsense adsbygoogle ggw lang language langs wza easybtn listbox mainnav subnav topnav topbar topmenu headnav",
);
/** These name furniture on one site and part of the article on the next: dropped only when small or full of links. */
const WEAK_NAMES = words(
  "head header top side left right link path position location place weizhi hotline float fixed drop tab tabs tip tips tool code prev next more logo",
);
const TAGS = words("nav aside footer");
const LINK_LISTS = words("div ul ol dl table section form center");
/** An element with more of the page's plain text than this is never dropped for its name. */
const MAX_DROPPED_SHARE = 0.4;
const MAX_WEAK_SHARE = 0.15;
/** Real attributes that name or style an element are shorter by far. */
const MAX_ATTRIBUTE_CHARS = 2000;
/** The article is the innermost element with this share of the plain text left. */
const ARTICLE_SHARE = 0.85;

/** Weighs the page and chooses; `plainChars` is its text outside links and hidden parts. */
export function contentOf(root: HtmlNode): LineChoice & { plainChars: number } {
  const weights = weigh(root, isHidden);
  const plainChars = Math.max(1, plain(weights.get(root)));
  const protectedNodes = insideArticle(root);
  const dropped = new Set<HtmlNode>();
  walk(root, {
    enter(node) {
      if (!isUnread(node) && !isFurniture(node, weights.get(node), plainChars, protectedNodes.has(node)))
        return true;
      dropped.add(node);
      return false;
    },
  });
  const article = innermost(
    root,
    weigh(root, (node) => dropped.has(node)),
  );
  return { drop: (node) => dropped.has(node), keep: (node) => node === article, plainChars };
}

function isFurniture(
  node: HtmlNode,
  weight: Weight | undefined,
  pageChars: number,
  inArticle: boolean,
): boolean {
  if (!node.attribs || node.name === "body" || node.name === "html") return false;
  if (isHidden(node)) return true;
  const { text, linked, links } = weight ?? { text: 0, linked: 0, links: 0 };
  const share = (text - linked) / pageChars;
  const linkShare = text === 0 ? 0 : linked / text;
  const name = node.name ?? "";
  if (TAGS.has(name) && share < MAX_DROPPED_SHARE && !(inArticle && name === "aside")) return true;
  if (name === "header" && !inArticle && share < MAX_WEAK_SHARE) return true;
  const names = namesOf(node);
  if (names.some((word) => NAMES.has(word)) && share < MAX_DROPPED_SHARE) return true;
  const weak = !inArticle && names.some((word) => WEAK_NAMES.has(word));
  if (weak && share < MAX_WEAK_SHARE && (linkShare > 0.3 || text < 30)) return true;
  return LINK_LISTS.has(name) && links >= 3 && linkShare > 0.6 && share < MAX_WEAK_SHARE;
}

/** The words of an element's id and classes: footer2022, head_search and mainNav give footer, head, search, main, nav. */
function namesOf(node: HtmlNode): string[] {
  const raw = `${node.attribs?.id ?? ""} ${node.attribs?.class ?? ""}`.slice(0, MAX_ATTRIBUTE_CHARS);
  const whole = raw.toLowerCase().split(/[^a-z]+/);
  const parts = raw.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return [...new Set([...whole, ...parts.split(/[^a-z]+/)])].filter((word) => word !== "");
}

/** True for an element that a browser does not show. */
export function isHidden(node: HtmlNode): boolean {
  const style = (node.attribs?.style ?? "").slice(0, MAX_ATTRIBUTE_CHARS);
  return (
    node.attribs?.hidden !== undefined ||
    (node.name === "dialog" && node.attribs?.open === undefined) ||
    /display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])/i.test(style)
  );
}

function insideArticle(root: HtmlNode): Set<HtmlNode> {
  const inside = new Set<HtmlNode>();
  let depth = 0;
  walk(root, {
    enter(node) {
      if (depth > 0) inside.add(node);
      if (node.name === "article" || node.name === "main") depth++;
      return true;
    },
    leave(node) {
      if (node.name === "article" || node.name === "main") depth--;
    },
  });
  return inside;
}

/** Adds up text and linked text for every element, bottom up. */
function weigh(root: HtmlNode, skip: (node: HtmlNode) => boolean): Map<HtmlNode, Weight> {
  const weights = new Map<HtmlNode, Weight>();
  const open: Weight[] = [{ text: 0, linked: 0, links: 0 }];
  walk(root, {
    enter(node) {
      if (node.type === "text") {
        const weight = open.at(-1);
        if (weight) weight.text += (node.data ?? "").replace(/\s+/g, "").length;
        return false;
      }
      if (isUnread(node) || skip(node)) return false;
      open.push({ text: 0, linked: 0, links: 0 });
      return true;
    },
    leave(node) {
      const weight = open.pop();
      const parent = open.at(-1);
      if (!weight || !parent) return;
      if (node.name === "a") {
        weight.linked = weight.text;
        weight.links++;
      }
      weights.set(node, weight);
      parent.text += weight.text;
      parent.linked += weight.linked;
      parent.links += weight.links;
    },
  });
  return weights;
}

function innermost(root: HtmlNode, weights: Map<HtmlNode, Weight>): HtmlNode {
  const enough = ARTICLE_SHARE * plain(weights.get(root));
  let found = root;
  for (let next: HtmlNode | undefined = root; next; ) {
    found = next;
    next = next.children?.find((child) => isContainer(child) && plain(weights.get(child)) >= enough);
  }
  return found;
}

/** Paragraphs and table parts are too small to be the article, even on a page that has but one. */
function isContainer(node: HtmlNode): boolean {
  return !/^(?:p|span|font|strong|b|em|td|th|tr|tbody|h[1-6]|a|li)$/.test(node.name ?? "p");
}

function plain(weight: Weight | undefined): number {
  return weight ? weight.text - weight.linked : 0;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
