/**
 * Whose number it is: a place inside the report's region, a pair with a partner, or a region outside it, which a report
 * quotes beside its own figures (全省办件…, 其中我市…).
 */
import { containsRegion, type Region } from "../../domain/index.ts";
import type { Gazetteer, RegionMention } from "../../text/index.ts";
import { bare, type ClauseParts, LEANS, type PieceSpan } from "./clause-parts.ts";
import { REFERENCE } from "./scope.ts";

/** A figure's own words and those before it in its sentence. */
export interface Words {
  text: string;
  /** The pieces of the sentence. */
  pieces: PieceSpan[];
  piece: PieceSpan;
  part: Pick<ClauseParts, "list" | "clause">;
  /** The numbers of the sentence that become figures. */
  quantities: { start: number; end: number }[];
  /** Where the number itself begins. */
  at: number;
}

export interface FigurePlaces {
  codes: string[];
  /** The name of the only place; "" for none or several. */
  name: string;
  partner: string;
}

/** What stands for a region: its own name, or a name such as 全国 that no code has. */
export type Owner = Pick<Region, "code" | "name">;

const WHOLE = /全[省市县区国州]|我[省市县区]|各[市县区]/;

/** What may stand before the subject of a piece: 其中, 1—4月份, a label. */
const BEFORE_SUBJECT =
  /^(?:[^:]{2,24}:)?[\s\d年月日份季度上下半前一二三四—–~至到、,-]*(?:其中|同时)?[\s\d年月日份—–~至到、,-]*$/;

/** What leads to the places that a piece names as its answer: 最多的三个县分别为, 其次是. */
const NAMED_AT_END = /(?:是|为|有|:)$/;
/** A piece that is nothing but a number: 共计5万户. */
const WORDLESS =
  /^\s*(?:共计?|合计|累计|达到?|高达|有|为)*[约近超]?\d[\d.,]*[万亿]?\p{Script=Han}{1,3}[。;!]?$/u;

/** What may follow a place that stands for its office: 西津街道 办事处. */
const OFFICE_ONLY = /^(?:人民政府|政府|街道办事处|办事处|街道办|管委会|便民服务中心)?$/;

/**
 * The places inside the report's region that a figure is told of.
 * @param before what the sentence before told of, where this one goes on with its parts (其中…); else null
 */
export function placesFor(
  words: Words,
  regions: RegionMention[],
  home: Region | null,
  before: FigurePlaces | null,
): FigurePlaces {
  const { text, piece, part } = words;
  const pieceText = text.slice(piece.start, piece.end);
  const within = (p: PieceSpan) => regions.filter((r) => r.start >= p.start && r.start < p.end);
  const named = within(piece);
  // 全省接待游客…: said of the whole, whatever place was named before.
  const whole = WHOLE.test(bare(pieceText).replace(REFERENCE, " "));
  const own = whole ? [] : named.length > 0 ? nearestOf(named, words) : inherited(words, within, home);
  const { places: all, partner } = placesOf(own, home, pieceText);
  if (before && !whole && all.length === 0) return { ...before, partner };
  const { list } = part;
  const listed = list && all.length === list.of ? all[list.index] : undefined;
  const places = listed ? [listed] : all;
  return {
    codes: places.map((p) => p.code),
    name: places.length === 1 ? (places[0]?.name ?? "") : "",
    partner,
  };
}

/** 甲市(48套)和乙市(30套): of several places and numbers in one piece, those between the number before and its own. */
function nearestOf(named: RegionMention[], { piece, part, quantities, at }: Words): RegionMention[] {
  const inPiece = quantities.filter((m) => m.start >= piece.start && m.start < piece.end);
  if (part.list || named.length < 2 || inPiece.length < 2) return named;
  const from = inPiece.findLast((m) => m.start < at)?.end ?? piece.start;
  const own = named.filter((r) => r.start >= from && r.start < at);
  return own.length > 0 ? own : named;
}

/** The places of an earlier piece that this one leans on, names its list by, or has as its subject. */
function inherited(
  { text, pieces, piece, part, quantities }: Words,
  within: (piece: PieceSpan) => RegionMention[],
  home: Region | null,
): RegionMention[] {
  const earlier = pieces.filter((p) => p.start < piece.start).reverse();
  const pieceText = text.slice(piece.start, piece.end);
  if (part.list || LEANS.test(pieceText)) {
    // Names of a list stand right before their numbers; what leans on a subject may stand further off.
    const clauseStart = Math.max(...[",", ";"].map((mark) => text.lastIndexOf(mark, piece.start - 1))) + 1;
    const leans = LEANS.test(pieceText) || LEANS.test(text.slice(clauseStart, piece.end));
    const reach = leans ? earlier : earlier.filter((p) => !/[,;]/.test(text.slice(p.start, piece.start)));
    const leading = reach.find((p) => within(p).length > 0);
    // Only a place that opens its piece, or that the piece comes out at (其次为…), is what the next piece speaks of.
    const opensWith = (r: RegionMention, p: PieceSpan) =>
      r.start - p.start <= 2 || NAMED_AT_END.test(text.slice(p.start, r.start));
    if (leading && within(leading).some((r) => opensWith(r, leading))) return within(leading);
  }
  // 最多的是甲县,共计5万户: a number without words of its own is told of the place named right before.
  const [last] = earlier;
  // 梅溪镇人民政府,转办23件: a piece that is nothing but a place is the subject of the next.
  const [only, second] = last && text.slice(last.end, piece.start).trim() === "," ? within(last) : [];
  if (last && only && !second) {
    const before = text.slice(last.start, only.start);
    const opens = BEFORE_SUBJECT.test(before);
    const comesOut = NAMED_AT_END.test(before) && only.end === last.end;
    if (WORDLESS.test(pieceText) && (opens || comesOut)) return [only];
    if (opens && OFFICE_ONLY.test(text.slice(only.end, last.end))) return [only];
  }
  // 甲县共完成项目265个,成交金额22亿元: the subject that the number's clause begins with.
  const subject = part.clause.slice(0, Math.max(0, part.clause.lastIndexOf(",")));
  const leading = earlier.find((p) => {
    const [only, second] = within(p);
    // A place merely spoken of (甲县职院晋升为本科) is not what the next piece counts in.
    const counted = quantities.some((m) => m.start >= p.start && m.start < p.end);
    const opens = counted && only !== undefined && BEFORE_SUBJECT.test(text.slice(p.start, only.start));
    return opens && second === undefined && subject.includes(only.text);
  });
  return leading ? within(leading) : topicOf(text, piece, earlier, within, home);
}

/** 雄安新区日新月异,…,5300多栋楼宇拔地而起: a sentence that opens with one place and names no other speaks of it. */
function topicOf(
  text: string,
  piece: PieceSpan,
  earlier: PieceSpan[],
  within: (piece: PieceSpan) => RegionMention[],
  home: Region | null,
): RegionMention[] {
  const chain = [piece, ...earlier];
  const since = earlier.findIndex((p, i) => text.slice(p.end, chain[i]?.start).includes(";"));
  const segment = since < 0 ? earlier : earlier.slice(0, since);
  const opening = segment.at(-1);
  const [topic, ...others] = segment.flatMap(within).sort((a, b) => a.start - b.start);
  if (!opening || !topic || !BEFORE_SUBJECT.test(text.slice(opening.start, topic.start))) return [];
  // 创造“甘肃速度” in the opening piece names the report's own region beside its subject.
  const isHome = (r: RegionMention) =>
    r.start < opening.end && r.candidates.some((c) => c.code === home?.code);
  if (others.some((r) => !isHome(r))) return [];
  return segment.some((p) => WHOLE.test(bare(text.slice(p.start, p.end)))) ? [] : [topic];
}

/**
 * Places and partners from region mentions.
 * @param mentions region mentions of the piece, or of the piece that it depends on
 */
export function placesOf(
  mentions: RegionMention[],
  home: Region | null,
  piece: string,
): { places: Region[]; partner: string } {
  const places: Region[] = [];
  const partners: string[] = [];
  for (const mention of mentions) {
    const inside = home ? mention.candidates.find((c) => containsRegion(home, c)) : undefined;
    if (inside) {
      if (home && inside.code !== home.code && !mention.weak) places.push(inside);
    } else if (home && !mention.weak && !mention.candidates.some((c) => containsRegion(c, home))) {
      partners.push(mention.candidates[0]?.name ?? mention.text);
    }
  }
  return { places, partner: PAIR.test(piece) ? partners.join("、") : "" };
}

const PAIR = /与|和|同|对接|协作|互办|互认|通办|跨/;
/** What may stand before a piece's subject. */
const OPENERS =
  /^(?:其中|目前|截至[^,]{0,8}|20\d\d年(?:度|底|末)?|今年|去年|上半年|全年|同期|以来|而|此外|据统计|[,:、;的“])+/;
/** 全省 as the subject of its piece, and no name (全省统一…平台). */
const WHOLE_SUBJECT =
  /^(?:全|我|整个)(省|市|州|盟|县|旗|区|镇|乡|街道)(?!第(?!一?二?三?产业|[一二三四1-4]季)|[首前各]|率先|领先|唯一|最|范围|通办|统一|一体化|联网|示范|先进|优秀|试点|重点|一流|推广|复制|“|《)/;
/** 全国 is more often part of a title (全国文明城市) than a subject. */
const NATION_SUBJECT =
  /^(?:全国|我国)(?=平均|人均|累计|共|总|居民|城镇|农村|外贸|进出口|gdp|生产总值|规上|工业|固定|社会|服务业|粮食|同期)/;
/** A sentence about two sides, or one that helps the other, tells figures of both. */
const TWO_SIDES = /与|跨|互|协作|合作|对口|帮扶|援|对接|转移|通办|来自|籍/;
const PART_OF_NAME =
  /^(?:政务|一体化|统一|数字政府|“|《|等|、|人民政府|政府|省|市|区|县|委|厅|局|海关|银行|大学|高铁|铁路|机场|港|网|路)/;
const NATION: Owner = { code: "", name: "全国" };

/** The region outside the report's own that a figure's subject is; null where it is the report's own, or not said. */
export function ownerOf(
  words: Words,
  regions: RegionMention[],
  home: Region | null,
  gazetteer: Pick<Gazetteer, "parentOf">,
): Owner | null {
  if (!home) return null;
  const { text, pieces } = words;
  const sentence = text.slice(pieces[0]?.start ?? 0, words.piece.end);
  for (let at = pieces.indexOf(words.piece); at >= 0; at--) {
    const piece = pieces[at];
    if (!piece) return null;
    const lead = bare(text.slice(piece.start, piece.end)).replace(OPENERS, "");
    const suffix = WHOLE_SUBJECT.exec(lead)?.[1];
    if (suffix) return wholeNamed(suffix, home, gazetteer);
    if (NATION_SUBJECT.test(lead)) return NATION;
    const opening = regions.find((r) => r.start >= piece.start && r.start < piece.end);
    if (opening && lead.startsWith(bare(opening.text)))
      return TWO_SIDES.test(sentence) ? null : outsideNamed(opening, words, regions, home);
    // 其…, 增长5%, and the items of a list speak of the subject before them.
    if (!LEANS.test(text.slice(piece.start, piece.end)) && text[piece.start - 1] !== "、") return null;
  }
  return null;
}

/** The region outside the report's own that a piece opens with by its full name; no part of a name (广东省政务服务网). */
function outsideNamed(
  opening: RegionMention,
  { text, piece }: Words,
  regions: RegionMention[],
  home: Region,
): Region | null {
  const [only, ...others] = opening.candidates;
  if (!only || others.length > 0 || opening.weak || !opening.text.endsWith(only.name)) return null;
  if (PART_OF_NAME.test(text.slice(opening.end))) return null;
  const within = regions.filter((r) => r.start >= opening.start && r.start < piece.end);
  return within.some((r) => r.candidates.some((c) => containsRegion(home, c))) ? null : only;
}

/** The nearest region around the report's own, or itself (null), that 全省, 全市 … of its text means. */
function wholeNamed(suffix: string, home: Region, gazetteer: Pick<Gazetteer, "parentOf">): Owner | null {
  for (let region: Region | null | undefined = home; region; region = gazetteer.parentOf(region)) {
    if (region.name.endsWith(suffix)) return region.code === home.code ? null : region;
  }
  return null;
}
