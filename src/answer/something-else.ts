/**
 * What a figure cannot answer by its words, however near they are: what was done for what is left to do, a rate for an
 * amount, an amount for a rate, what was added for what there is. Each objection is of one kind; one is enough.
 */
import { loadThesaurus } from "../text/index.ts";
import {
  asksChange,
  asksDelta,
  asksFlow,
  type Candidate,
  coverage,
  type PreparedSlot,
} from "./select/index.ts";
import { asksUndone, contradictsLevel, leftOut, tellsBothWays } from "./understand/index.ts";

type Objection = (candidate: Candidate, prepared: PreparedSlot) => boolean;

const OBJECTIONS: readonly Objection[] = [
  isRank,
  isPlan,
  isOtherWayOrLevel,
  tellsChangeOnly,
  tellsFlowOnly,
  tellsNoChange,
  tellsNoSaving,
  tellsNoTotal,
  isDone,
  isOfKindLeftOut,
  tellsRateUnasked,
  namesOtherRate,
  measuresSomethingElse,
];

/** True when the candidate tells something else than the slot asks for. */
export function tellsSomethingElse(candidate: Candidate, prepared: PreparedSlot): boolean {
  return OBJECTIONS.some((objection) => objection(candidate, prepared));
}

/** 居全省第三位 tells no amount. */
function isRank({ profile }: Candidate, { slot }: PreparedSlot): boolean {
  const { families } = slot.unit;
  if (profile.figure.role !== "rank" || families[0] === "rank") return false;
  return /多少|几/.test(slot.asked) || families.length > 0;
}

/** 2024年实际办了多少: what was planned for that year is no result. */
function isPlan({ profile }: Candidate, { slot }: PreparedSlot): boolean {
  return profile.figure.status === "plan" && /实际(?!使用|利用|到位)/.test(slot.asked);
}

/** 进出口 for 进口, 市本级 for 全市. */
function isOtherWayOrLevel({ profile }: Candidate, { slot }: PreparedSlot): boolean {
  const told = `${profile.clause.text} ${profile.sentence.text}`;
  return tellsBothWays(slot.own, told) || contradictsLevel(slot.own, profile.figure.scope);
}

/** 要几个工作日, 城镇化率到多少: how much shorter or higher it became does not tell. */
function tellsChangeOnly({ profile }: Candidate, { slot }: PreparedSlot): boolean {
  const { role, unit } = profile.figure;
  if (role !== "change" || asksChange(`${slot.context} ${slot.own} ${slot.asked}`)) return false;
  const amount = slot.unit.explicit && slot.unit.families[0] !== "percent";
  return amount || /^(?:个百分点|倍|成|位)$/.test(unit);
}

/** 现在有多少户市场主体: what was added is not what there is. */
function tellsFlowOnly({ features }: Candidate, { slot }: PreparedSlot): boolean {
  return (
    features.flow <= -1 &&
    ASKS_STOCK.test(slot.asked) &&
    !asksFlow(`${slot.context} ${slot.own} ${slot.asked}`)
  );
}

const ASKS_STOCK = /有(?:了|过)?(?:多少|几)|现在|目前|现有|实有|存量|总量|总数/;

/** Share of the question's words that the clause of a change must show, 0 to 1. */
const LEAST_OF_CHANGED = 0.3;

/** 比去年多了多少: the level itself is no change, nor is the change of something else; 涨了几个点: a share is no growth. */
function tellsNoChange({ profile, features }: Candidate, { slot }: PreparedSlot): boolean {
  const isLevel = profile.figure.role === "value";
  // 网上可办率提高了几个百分点: 网上可办率97% does not say.
  const isEnd =
    profile.figure.pairedWith !== undefined || /增速|[增涨降]幅|增长|比重|占/.test(profile.figure.piece);
  if (isLevel && !isEnd && ASKS_POINTS.test(slot.asked)) return true;
  if (asksDelta(slot.asked)) return isLevel || features.coverClause < LEAST_OF_CHANGED;
  if (!asksChange(slot.asked) || !isLevel || !/占|比重/.test(profile.figure.piece)) return false;
  return !/占|比重|比例|结构/.test(`${slot.asked} ${slot.context}`);
}

const ASKS_POINTS =
  /(?:提高|提升|上升|增加|增长|下降|降低|减少|[涨升降增减])(?:了|掉了?)?(?:多少|几)个?(?:百分)?点(?!钟)/;

/** 带押过户省了多少钱: the loans themselves are nothing saved. */
function tellsNoSaving({ profile }: Candidate, { slot }: PreparedSlot): boolean {
  return /省[了下出]|少花|节约|节省/.test(slot.asked) && !TELLS_SAVING.test(profile.clause.text);
}

const TELLS_SAVING = /省(?!级|内|外|市|委|政府)|节|减|免|降|惠|让利|补|压|挽回|少/;

/** 历年总共放了多少: what was lent in one year is not all of it. */
function tellsNoTotal({ profile }: Candidate, { slot }: PreparedSlot): boolean {
  return ASKS_ALL_TIME.test(slot.asked) && !/累计|历年|以来|总/.test(profile.clause.text);
}

const ASKS_ALL_TIME = /历年|历来|历史上|有史以来|开办以来|成立以来/;

/** 还有多少没办结: a figure of what was done is the opposite. */
function isDone({ profile }: Candidate, { slot }: PreparedSlot): boolean {
  return asksUndone(slot.asked) && !tellsUndone(profile.clause.text);
}

/** True for words that tell what is not done yet. */
export function tellsUndone(words: string): boolean {
  return /未|没|剩|(?<![\d万亿千百])余|(?<!现)在办(?!事)|正在|办理中|待|尚|结转/.test(words);
}

/** 不是打电话的有多少: what is not told as the others is the kind left out, or all of them. */
function isOfKindLeftOut({ profile }: Candidate, { slot }: PreparedSlot): boolean {
  return leftOut(slot.asked) !== null && !/非|未|不|没|除|以外|其他/.test(profile.clause.text);
}

/** 热线收了多少: a rate by its own name (满意率) is no amount; 解决了多少 asks for what 解决率 tells. */
function tellsRateUnasked({ profile }: Candidate, { slot }: PreparedSlot): boolean {
  const words = `${slot.context} ${slot.own} ${slot.asked}`.replace(/[季年月]度/g, "");
  if (slot.unit.families[0] === "percent" || !/多少$/.test(slot.asked) || ASKS_RATE.test(words)) return false;
  const rate = /\p{Script=Han}{2}率(?!先|领)/u.exec(profile.piece.text)?.[0];
  if (!rate || !/%|‰/.test(profile.figure.unit)) return false;
  const names = [
    rate,
    ...loadThesaurus()
      .expand(rate)
      .map(({ word }) => word),
  ];
  return !names.some((name) => words.includes(name.replace(/率$/, "").slice(-2)));
}

const ASKS_RATE = /率|度|占|比|成|分|点|%|增|长|涨|升|降|减|压|缩|快|满意|怎/;

/** 压缩率 for 即办率: the piece tells another rate, and nothing in the clause tells the one asked for. */
function namesOtherRate({ profile }: Candidate, { own }: PreparedSlot): boolean {
  const rate = own.at(-1);
  if (!rate || !/\p{Script=Han}率$/u.test(rate.text)) return false;
  return /\p{Script=Han}{2}率/u.test(profile.piece.text) && coverage([rate], profile.clause) < LEAST_OF_RATE;
}

/** Share of a rate's name that the clause shows at least, 0 to 1. */
const LEAST_OF_RATE = 0.4;

/** Share of the term's characters that the clause holds, 0 to 1. */
function sharedCharacters(term: string, clause: string): number {
  const characters = [...new Set(term)];
  return characters.filter((c) => clause.includes(c)).length / characters.length;
}

/** 一般公共预算收入 and 一般公共预算支出: two names that differ in their last two characters only. */
function oppositeNames(a: string, b: string): boolean {
  return a !== b && a.length === b.length && a.length >= 4 && a.slice(0, -2) === b.slice(0, -2);
}

/** True when question and clause name measures that the thesaurus declares distinct (办结率 and 满意率). */
function measuresSomethingElse({ profile }: Candidate, { slot }: PreparedSlot): boolean {
  const thesaurus = loadThesaurus();
  const clause = profile.clause.text;
  // 同比 is told of no measure: 同比下降 asks for what 下降 tells.
  const asked = thesaurus
    .find(slot.own)
    .map((m) => m.term)
    .filter((term) => !/^[同环]比$/.test(term));
  const given = thesaurus.find(clause).map((m) => m.term);
  if (
    asked.some(
      (a) => given.some((g) => thesaurus.areDistinct(a, g) && oppositeNames(a, g)) && !clause.includes(a),
    )
  )
    return true;
  // Whose measure it is (热线 in 热线办结率) may stand anywhere in the sentence; the measure itself may not.
  const head = asked.at(-1);
  return asked.some(
    (a) =>
      !(a !== head && profile.sentence.text.includes(a)) &&
      !given.some((g) => g === a || thesaurus.related(a, g) > 0) &&
      sharedCharacters(a, clause) < 0.75 &&
      given.some((g) => thesaurus.areDistinct(a, g)),
  );
}
