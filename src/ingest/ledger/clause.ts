/**
 * What a number measures, in its sentence's own words: its piece, the subject that the piece inherits,
 * and the names that a parallel list (A、B分别为x、y) gives to its numbers.
 */
import { type NumberMention, withoutScale } from "../../text/index.ts";
import { handOn, leadInto, newContext, readPiece, toldBefore } from "./clause-context.ts";
import { objectOf, ownerOf, wholeOf } from "./clause-owners.ts";
import { bare, type ClauseParts, hanCount, LINKS, type PieceSpan } from "./clause-parts.ts";
import { metricOf } from "./metric.ts";
import { nameParallelLists } from "./parallel-lists.ts";

const MAX_LIST = 60;
const MAX_LABEL = 20;

function withoutSpans(text: string, piece: PieceSpan, spans: { start: number; end: number }[]): string {
  let out = "";
  let at = piece.start;
  for (const span of spans) {
    out += text.slice(at, Math.max(at, span.start));
    at = Math.max(at, span.end);
  }
  return out + text.slice(at, piece.end);
}

/**
 * Clause parts for every mention of one sentence.
 * @param text folded text that all spans point into
 * @param mentions every number of the sentence, dates and names too
 * @param booked those that become figures; one result for each, in order
 */
export function clausesOf(
  text: string,
  pieces: PieceSpan[],
  mentions: NumberMention[],
  booked: NumberMention[],
): ClauseParts[] {
  const result: ClauseParts[] = [];
  const inherited = newContext();
  let mark: string | null = null;
  for (const [i, span] of pieces.entries()) {
    const own = mentions.filter((m) => m.start >= span.start && m.start < span.end);
    // 第一产业 and PM2.5 are names.
    const counted = own.filter(
      (m) => m.kind !== "identifier" && (m.kind !== "ordinal" || booked.includes(m)),
    );
    const piece = readPiece(
      bare(text.slice(span.start, span.end)),
      bare(withoutSpans(text, span, counted)).replace(/[:∶]{2,}/g, ""),
      own.filter((m) => booked.includes(m)),
      mark,
    );
    // What follows a bare 其中 opens what the 其中 would have opened.
    if (hanCount(piece.words) > 0 || own.length > 0)
      mark = text.slice(span.end, pieces[i + 1]?.start ?? span.end);
    const context = leadInto(inherited, piece);
    const object = objectOf(inherited, piece);
    const owner = ownerOf(inherited, piece);
    const total = wholeOf(inherited, piece);
    for (const mention of piece.quantities) {
      const part = partsOf(text, span, mention, piece.quantities, context, object);
      // 达555.9万户 measures what the piece before it named.
      const told = toldBefore(inherited, piece);
      const inheritsAll = piece.bareOfWords && mention === piece.quantities[0] && told !== "";
      if (inheritsAll) result.push({ ...part, piece: `${told}${part.piece}` });
      else if (total)
        result.push({ ...part, piece: `${total}${part.piece}`, metric: `${part.metric}${total}` });
      else if (owner) result.push(ownedBy(owner, part));
      else result.push(part);
    }
    handOn(inherited, piece);
  }
  return nameParallelLists(text, pieces, booked, result);
}

function ownedBy(owner: string, part: ClauseParts): ClauseParts {
  const comma = part.clause.includes(",") ? "," : "";
  return {
    ...part,
    piece: `${owner}${part.piece}`,
    clause: part.clause.replace(/(?:^|,)([^,]*)$/, (_, last: string) => `${comma}${owner}${last}`),
    metric: `${owner}${part.metric}`,
  };
}

/** 许可证的新办、变更等422件, 补贴标准：10000元: names or a label before one number are one piece with it. */
export function joinNameLists(text: string, pieces: PieceSpan[], booked: NumberMention[]): PieceSpan[] {
  const joined: PieceSpan[] = [];
  let open: PieceSpan | undefined;
  for (const piece of pieces) {
    const current: PieceSpan = open ? { start: open.start, end: piece.end } : piece;
    const numbered = booked.some((m) => m.start >= piece.start && m.start < piece.end);
    const mark = /[、::\s]*$/.exec(text.slice(piece.start, piece.end + 1))?.[0] ?? "";
    const label = /[::]/.test(mark) && piece.end - piece.start <= MAX_LABEL;
    if (!numbered && (mark.includes("、") || label) && current.end - current.start < MAX_LIST) open = current;
    else {
      joined.push(current);
      open = undefined;
    }
  }
  return open ? [...joined, open] : joined;
}

/** The piece's local part around one mention: from the number before it to the number after it. */
function partsOf(
  text: string,
  piece: PieceSpan,
  mention: NumberMention,
  siblings: NumberMention[],
  context: string,
  object: string,
): ClauseParts {
  const at = siblings.indexOf(mention);
  const previous = siblings[at - 1];
  const next = siblings[at + 1];
  const words = around(text, piece, mention, previous, next, siblings.at(-1));
  // 实现地区生产总值67665亿元: the verb says nothing of the measure.
  const before = words.before.replace(/^(?:实现了?|完成了?)(?=\p{Script=Han}{3})/u, "");
  const { after } = words;
  const head = previous ? bare(text.slice(piece.start, siblings[0]?.start ?? piece.start)) : "";
  const unit = withoutScale(mention.unit);
  const clauseHead = context ? `${context},` : "";
  return {
    piece:
      hanCount(before.replace(LINKS, "").replace(CHANGE_VERB, "")) + hanCount(after) < 2
        ? `${head}${before}${after}`
        : `${before}${after}`,
    clause: `${clauseHead}${head}${before}${object}多少${unit}${after}`,
    metric: metricOf(before, after, head, context),
  };
}

/**
 * The words of a piece that belong to one of its numbers. Where the last number has words after it
 * (40个部门共660项目录) each number owns what follows; where it has none (高危4930起和中危2340起) what precedes.
 */
function around(
  text: string,
  piece: PieceSpan,
  mention: NumberMention,
  previous: NumberMention | undefined,
  next: NumberMention | undefined,
  last: NumberMention | undefined,
): { before: string; after: string } {
  const between = (from: number, to: number) => bare(text.slice(from, to));
  const tail = between((last ?? mention).end, piece.end).replace(/[,;。:、)”"]$/, "");
  const numberFirst = hanCount(tail) >= 2;
  const rawBefore = between(previous?.end ?? piece.start, mention.start);
  const rawAfter = next ? between(mention.end, next.start) : tail;
  const before =
    previous && numberFirst && rawBefore.length > 1 ? (LAST_VERB.exec(rawBefore)?.[0] ?? "") : rawBefore;
  const joined = /^(?:和|与|及|以及|、)/.test(rawAfter);
  const ownsAfter = !next || (numberFirst && !joined) || hanCount(rawBefore) < 2;
  return {
    before: before.replace(/^(?:和|与|及(?!时)|以及|、)/, ""),
    after: ownsAfter && !(joined && next) ? rawAfter : "",
  };
}

const CHANGE_VERB = /^(?:增加|增长|提高|提升|减少|压缩|压减|整合|缩减|降|扩大|优化|调整|突破)/;

/** A verb that opens the words of the next number: …部门共, …企业节省. */
const LAST_VERB = /(?:共|累计|涉及|节省|节约|减免|达|实现|完成|共计|有)$/;
