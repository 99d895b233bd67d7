/**
 * What each number is to its sentence: the value told, the start of a change (由60项减少至9项),
 * a change itself (增长5.3%), a rank, or a base of comparison (突破6万家，达到60870家).
 */
import type { Figure, FigureRole } from "../../domain/index.ts";
import type { NumberMention } from "../../text/index.ts";

const DOWN = /减少|减产|压减|压缩|缩短|缩减|精简|降低|下降|减免|节约|节省|核减|减至|降至|缩小|减到|降到/;
const UP = /增长|增产|增加|提高|提升|上升|扩大|拓展|增至|升至|净增|新增|扩至|涨|高出|多出/;
const TO_END = /(?:至|到|为|成|达)(?:了)?$/;
const CHANGE_END =
  /(?:(?<!自然)增长|增加|[增减]产|提高|提升|上升|下降|减少|降低|压减|压缩|缩短|缩减|精简|增幅|降幅|涨幅|减幅|同比|环比|涨|高出|高于|低于|增速|提前|节约|节省|多出)(?:了|率|幅度)?(?:达到?|为|约|近|超过?|逾|均?超|分别)?$/;

/** How it used to be: 改革前需要六个部门, 以往要十多天. */
const FORMERLY =
  /(?:以往|(?<!年)以前|过去(?!的?[一二三四五\d])|原来|原先|原需|改革前|此前|之前)(?!.*(?:现在|如今|目前|改革后|至|到|为))/;

/** 较上年末的50万户, 比2020年; no 占比, 比重, 三次产业比, 较多的单位. */
const COMPARED =
  /(?:较(?![多少大小高低好差])|相比|(?<![占同环对相配业入之倍])比(?![重例率值为]))[^,;。]{0,14}$/;

export interface Role {
  role: FigureRole;
  direction: Figure["direction"];
  /** Index of the mention in the same list that this one changed from or to. */
  pairedWith?: number;
}

/**
 * Roles of the mentions of one sentence.
 * @param text the folded text that the mentions' offsets point into
 * @param pieceStartOf start of the piece that holds an offset
 */
export function rolesOf(
  text: string,
  mentions: NumberMention[],
  pieceStartOf: (offset: number) => number,
): Role[] {
  const roles = mentions.map((mention, i): Role => {
    const previousEnd = mentions[i - 1]?.end ?? 0;
    const before = text
      .slice(Math.max(pieceStartOf(mention.start), previousEnd), mention.start)
      .replace(/\s/g, "");
    const direction = DOWN.test(before) ? "down" : UP.test(before) ? "up" : "";
    if (mention.kind === "ordinal") return { role: "rank", direction: "" };
    if (FORMERLY.test(text.slice(pieceStartOf(mention.start), mention.start)))
      return { role: "from", direction: "" };
    if (isCondition(text, mention)) return { role: "base", direction: "" };
    if (CHANGE_END.test(before) && !/新增$|增速$/.test(before)) return { role: "change", direction };
    return { role: "value", direction };
  });
  for (let i = 1; i < mentions.length; i++) pairWithPrevious(text, mentions, roles, i, pieceStartOf);
  return roles;
}

/** 分别增长35.8%、13.5%: the numbers of a list are changes where the first one is. */
export function roleInList(roles: Role[], i: number, index: number): Role | undefined {
  const [own, first] = [roles[i], roles[i - index]];
  return index > 0 && own?.role === "value" && first?.role === "change" ? first : own;
}

/** 可分配房源不足3套时: the number says when something happens, it is no result. */
function isCondition(text: string, mention: NumberMention): boolean {
  return (
    /不足|未满|未达|不满|低于|少于|超过|达到|满/.test(
      `${mention.qualifier}${text.slice(Math.max(0, mention.start - 3), mention.start)}`,
    ) && /^(?:以[上下])?(?:的?时(?![间期代尚])|的情况下|的情形)/.test(text.slice(mention.end))
  );
}

function pairWithPrevious(
  text: string,
  mentions: NumberMention[],
  roles: Role[],
  i: number,
  pieceStartOf: (offset: number) => number,
): void {
  const [from, to] = [mentions[i - 1], mentions[i]];
  const [fromRole, toRole] = [roles[i - 1], roles[i]];
  if (!from || !to || !fromRole || !toRole) return;
  const lead = text.slice(pieceStartOf(from.start), from.start).replace(/\s/g, "");
  // 增长到2025年的4.93万亿元: the year between verb and number is no part of the verb.
  const between = text
    .slice(from.end, to.start)
    .replace(/\s/g, "")
    .replace(/20\d\d年(?:底|末)?的?$/, "");
  if (between.length > 24) return;
  const opens =
    /(?:(?<!理|自|缘|经)由(?!于)|从(?!业|事|而|严)|自(?![助主动查然治身建营贸愿我]))[^,;。]{0,14}$/.test(
      lead,
    );
  const acrossPieces = /[,;]/.test(between);
  if (opens && (!acrossPieces || from.unit === to.unit) && TO_END.test(between.replace(/[约近超逾]+$/, ""))) {
    roles[i - 1] = { ...fromRole, role: "from", direction: "", pairedWith: i };
    const direction = DOWN.test(between) ? "down" : UP.test(between) ? "up" : toRole.direction;
    roles[i] = { role: "value", direction, pairedWith: i - 1 };
  } else if (COMPARED.test(lead) && !CHANGE_END.test(lead) && toRole.role === "change") {
    roles[i - 1] = { ...fromRole, role: "base" };
  } else if (/(?:突破|超过|超|站上|迈上|跨越)$/.test(lead) || /突破|超/.test(from.qualifier)) {
    if (
      /^(?:大关|关口)?[,、]?(?:实际)?达(?:到)?$/.test(between) &&
      (/^[万亿千]*$/.test(from.unit) || from.unit.slice(-1) === to.unit.slice(-1))
    ) {
      roles[i - 1] = { ...fromRole, role: "base" };
    }
  }
}
