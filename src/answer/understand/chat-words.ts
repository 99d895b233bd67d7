/**
 * Messages that only make sense in a chat: a doubt about what was told, a wish for more, a dismissal, and words that
 * point at figures told before (这两个, 它俩, 三个). Nothing is looked up here.
 */

/** What a message without a question of its own does: it doubts the last answer, wants more of it, or drops it. */
export type Reaction = "doubt" | "more" | "dismissal";

const PADDING =
  /[\s,.!?;:~。，！？；：、…]|那|这个?|这(?:个)?数字?|数据|数字?|结果|你(?:说|给)?的?|它|的|了|呢|吧|啊|呀|嘛|哦|哈|吗|么/g;
const REACTIONS: [RegExp, Reaction][] = [
  [
    /^(?:是?真|假|真是|是|确定|确认|肯定|准|准确|靠谱|可靠|可信|对|没错|没搞错|没弄错|有误|不对|不是|错|搞错|弄错|哪来|从?哪(?:里|儿)?来|从哪|来源|出处|依据|根据|(?:来源|出处)[是在]?(?:什么|哪里?)|根据什么|依据是?什么|什么依据|哪(?:里|份)?(?:写|说)?|谁说)+$/,
    "doubt",
  ],
  [
    /^(?:还|还有|还有(?:什么|别|其他|其它|没有?|啥)+|别|其他|其它|更多|继续|接着说|接着|然后|再说说?)$/,
    "more",
  ],
  [
    /^(?:算|罢|没事|不用|不用查|不必|不问|不查|好|好吧|行|可以|嗯+|哦+|知道|明白|懂|ok|okay|收到|辛苦|多谢|谢)+$/,
    "dismissal",
  ],
];

/** What a folded message does when it asks nothing itself; null for a question. */
export function reactionOf(folded: string): Reaction | null {
  const bare = folded.replace(PADDING, "");
  if (bare === "") return /真|吗|吧/.test(folded) ? "doubt" : null;
  return REACTIONS.find(([words]) => words.test(bare))?.[1] ?? null;
}

const COUNTS: Record<string, number> = { 两: 2, 俩: 2, 二: 2, 三: 3, 仨: 3, 四: 4, 五: 5 };
const POINTS =
  /(?<![\p{Script=Han}\d])(?:这|那|它|他|她|它们|他们|最?后|上面|前面|刚才|刚刚)*(?:的|说的)?([两俩二三仨四五])(?:个|者|项|家|省|市|区|县|地|年|类|种|组)?/u;

/** How many of the figures told before the message points at: 这两个, 它俩; null when it names no number of them. */
export function pointsAt(folded: string): number | null {
  return COUNTS[POINTS.exec(folded)?.[1] ?? ""] ?? null;
}

/** True when the message opens with the other side of a pair: 与广西多少个事项, 跟贵州呢. */
export function opensWithPartner(folded: string): boolean {
  return /^(?:那么?|还有|以及)?[\s,]*[与跟和同](?!比)/.test(folded);
}

/** True for a wish to add up what was told, or for a total: 加起来多少, 一共呢. */
export function wantsSum(folded: string): boolean {
  return addsUp(folded) || /合计|一共|总共|总计/.test(folded);
}

/** True for a wish that only several figures can meet: 加起来多少. */
export function addsUp(folded: string): boolean {
  return /加起来|合起来|总和|之和|相加|加一起|加总/.test(folded);
}
