/**
 * A question as typed on a phone, put into plain wording: greetings, wishes, thanks, particles and pictures go; a
 * blank that only parts a measure from its question word goes; 二三年 becomes 23年; a question word that stands first
 * goes behind its measure. What is asked stays as it is, and a message that is nothing but politeness stays whole.
 */
import { parseChineseNumeral } from "../../text/index.ts";

const PICTURES = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)+|~+(?!\d)/gu;

const GREETING =
  /^(?:(?:你|您|大家|老师)好(?:呀|啊|哈)?(?=[\p{Script=Han}\s,!.。:])|(?:哈[喽啰罗喂]|hello|hi|[嗨喂诶欸哎嘿哈亲]|那个|客服|请教)(?=[\s,!.。:]))[\s,!.。:]*/u;
const WISH =
  "我们?想|我要|我来|想要?|帮我们?|帮忙|帮|麻烦(?:你|您|大家)?|劳驾(?:你|您)?|拜托|烦请|给我|跟我|替我|请(?:你|您)?|(?:你|您)?(?:能不能|能否|可不可以|可以|能)(?=[帮给告跟替])";
const ASK_ANYHOW =
  "请问|请教|求问|求助|问问|问一?下|打听一?下|咨询一?下|了解一?下|查查|查一?下|看看|看一?下|告诉(?:我|一?下)|说一?下|知不知道|(?:有没有|有)人知道|谁知道|(?:你|您)?知道";
const ASK_AFTER_WISH =
  "问(?!题|卷|责|询|政)|查询|查(?!处|办|验|封|企|实|获|缉|扣|账)|看(?!病|护|守|好)|了解|知道|搜|找(?!到|工作)";
const LEAD = new RegExp(
  `^(?:(?:${WISH})+(?:${ASK_ANYHOW}|${ASK_AFTER_WISH})|(?:${ASK_ANYHOW}))+(?:一?下(?!子|沉|降|放)|一哈)?[\\s,:!?。]*`,
);
const TRAIL = [
  /(?:谢谢|谢[了啦]|多谢|感谢|3q|thanks|thx|麻烦|辛苦|拜托|劳驾)(?:你|您|大家|各位)?(?:们)?[了啦哈啊呀咯]*$/,
  /(?<=[\s,.!?。…])(?:在线等|急+|(?:很|挺|有点)急的?|着急|求(?:告知|解答?|助|回复))$/,
  /(?:你|您|有没有人|有人|谁)?(?:知道|晓得)(?:吗|不|么|嘛)?$/,
  /(?<=\p{Script=Han}{2})有(?:没有)?数据(?:吗|么|没有?)?$/u,
  /(?<=(?:谁|哪|多少|几)[^,;。?!\s\d]{0,4})呢$/,
  /(?:(?<!带|将|往|未|朝)来着|(?<=多少|几.|[率额量数])来的)$/,
  /(?<=[\p{Script=Han}\d%a-z])[啊呀哇哈嘞撒噻哟喔噢咯喽呐哒嘛啦]+$/u,
  /(?:[\s,~!…;:.。]|(?<=\?)\?)+$/,
];

const MEASURE_WORD = "(?:万|亿)?(?:[^\\s\\d,。;?!多少几啊呀的是了]|个(?:工作日|百分点|月|点))?";
const NUMBER_WORD = "(?:多少|几(?!乎|率|何))";
/** 多少件啊一个月办的: the question word goes to the end, where it stands as a rule. */
const ASKED_FIRST = new RegExp(`^(${NUMBER_WORD}${MEASURE_WORD})\\s*[啊呀,]\\s*([^?]{2,}?)(?:的)?(\\?*)$`);
/** Words before a question word that add nothing to it. */
const HEDGE =
  /(?:到底|究竟|大概齐?|大约|差不多|一下子|总归|具体|都)+(?=(?:一共|总共)?(?:是|有|达)?(?:多少|几(?!乎|率|何)|第几|百分之))/g;
/** 都反映了哪些问题: all of them are told anyway. */
const ALL_OF_WHAT = /都(?=(?!是|有|市)\p{Script=Han}{1,5}?(?:哪|什么|啥))/gu;
/** 掉了百分之几, 跌多少. */
const FELL = /(?<![丢卖吃用花失处])[掉跌]了?(?=多少|几|百分)/g;
/** GDP增得快: the pace of growth, not its amount. */
const GREW_FAST = /(?:增长?|涨|(?<!成)长)得(?:比较|更|最)?(?=[快慢])/g;
const EACH = /(各自?|分别)(?:都|各|又|一共|总共|合计|现在|目前|是|有|为)+(?=多少|几(?!乎|率|何))/g;
/** 比去年同期多接了几件: whatever was done more often, it rose. */
const DID_MORE =
  /(比(?:(?:去年|上一?年|前一?年|往年|\d{4}年|上个?月|上个?季度|上半年)(?:同期|同月)?|同期)[^,。?]{0,4}?)(多|少)(?:接|收|办|打|卖|产|种|建|修|来|发|签|做|受理|处理|登记|完成)(?:了|到|出)?(?=多少|几)/g;
/** 公积金24年交了多少钱: what was paid in. */
const PAID_IN = /(公积金[^,。?]{0,8}?)交(?:纳)?了?(?=多少(?!人|户|家|次|份))/g;
/** 能少交多少材料: how many fewer. */
const HAND_IN_LESS = /(?:能|可以?)?少(?:交|填|带|提交)了?(多少|几)([份个项张种])?(材料|证明|证照|表格|资料)/g;
/** 12345接了多少件, 大厅收了几件. */
const TOOK_IN =
  /(?<=[\p{Script=Han}\d])(?:接|收)了?(?=(?:多少|几)(?:万|亿)?[件宗单起]|(?<=(?:热线|12345|大厅|窗口|中心|平台)[接收]了?)多少[\s?]*$)/gu;
/** 热线里城管的占几成: the part of a whole that is named first. */
const SHARE_WITHIN =
  /^(.{2,24}?)(?:里面?|里头|(?<![其集心适])中(?=[\\s,])|当中|之中)[\s,]*(?!有|多少|几|哪)([^\s,。;?占]{2,14}?)的?占(?:了|到)?(?:(?:总量|总数|总体|全部|整个)的?)?(多少|几成|百分之几|百分之多少|多大比例|多大比重|比例(?:是|有)?多少|比重(?:是|有)?多少)(?=[\s?。]*$)/;
/** 多少以及涨了多少: after a question word 以及 begins the next question. */
const NEXT_QUESTION = new RegExp(
  `(${NUMBER_WORD}[^\\s,。;?!和与跟及]{0,8}?|(?<=[率额量数])呢)[\\s,]*(?:还有|以及|再就是|再有就是|另外|然后|同时|(?<=${NUMBER_WORD}[个项件家户名人元条次]?)[和与跟及](?=[^s,]*(?:多少|几|[率额量呢涨增])))[\\s,]*(?!呢|吗|多少|几|没|什么|哪)`,
  "g",
);
const CHINESE_MONTH =
  /(?<![一二三四五六七八九十百千\d个每])(十[一二]|[二三四五六七八九十]|一(?=月份))(?=月(?![薪子嫂饼刊票]))/g;
const CHINESE_YEAR =
  /(?<![零〇一二两三四五六七八九十百千万\d第近这前后过])([一二][零〇一二三四五六七八九])年(?![来间内以级]|多(?!少))/g;

/** The folded question in plain wording. */
export function plainWording(folded: string): string {
  let text = withoutPoliteness(
    folded
      .replace(PICTURES, " ")
      .replace(/\s{2,}/g, " ")
      .trim(),
  );
  if (text === "") text = folded;
  return joinBlanks(
    text
      .replace(CHINESE_YEAR, (_, year: string) => `${digitsOf(year)}年`)
      .replace(CHINESE_MONTH, (_, month: string) => String(parseChineseNumeral(month) ?? month))
      .replace(
        /(?<![第一二三四五六七八九十])([二两三四五六七八九十]年)(?=总共|一共|合计|累计|加起来)/g,
        "$1来",
      )
      .replace(/(?<![\d.])([12]\d)年度(?!假)/g, "$1年")
      .replace(
        /(?<=(?:19|20)\d\d年?|(?<!\d)[12]\d年)(?:那一?年|那会儿?|那个?时候)/g,
        (_, at: number, all: string) => (all[at - 1] === "年" ? "" : "年"),
      )
      .replace(HEDGE, "")
      .replace(ALL_OF_WHAT, "")
      .replace(FELL, "下降了")
      .replace(GREW_FAST, "增速")
      .replace(EACH, "$1")
      .replace(/(?<=了)(?:是|一共有|总共有|有)(?=多少|几(?!乎|率|何))/g, "")
      .replace(NEXT_QUESTION, "$1,")
      .replace(/老百姓/g, "群众")
      .replace(PAID_IN, "$1缴存额")
      .replace(HAND_IN_LESS, "$3减少$1$2")
      .replace(TOOK_IN, "受理")
      .replace(DID_MORE, (_, than: string, way: string) => `${than}${way === "多" ? "增加" : "减少"}了`)
      .replace(SHARE_WITHIN, "$2占$1的$3")
      .replace(ASKED_FIRST, (whole, asked: string, rest: string, mark: string) =>
        /多少|几(?!乎|率|何)/.test(rest) ? whole : `${rest}${asked}${mark}`,
      ),
  );
}

function withoutPoliteness(text: string): string {
  let plain = text;
  for (let before = ""; before !== plain; ) {
    before = plain;
    for (const words of [GREETING, LEAD, ...TRAIL]) {
      const shorter = plain.replace(words, "").trim();
      if (/[\p{Script=Han}a-z0-9]{2}/u.test(shorter)) plain = shorter;
    }
  }
  return plain;
}

const QUESTION_WORD = /^(?:是|有|达|为|到)?(?:多少|几(?!乎|率|何)|第几|百分之)/;
/** 办结率 是多少 is one question; a part that asks already (多少部门 多少事项) is not continued by the next. */
function joinBlanks(text: string): string {
  const parts = text.split(" ");
  return parts.reduce((whole, part) => {
    const own = /[^\s,;。?!]*$/.exec(whole)?.[0] ?? "";
    if (/多少|几(?!乎|率|何)|百分之/.test(own) && /^(?:(?:19|20)?\d\d年|[去今前明]年)/.test(part))
      return `${whole},${part}`;
    const open = /\p{Script=Han}|[a-z\d.%]$/u.test(own) && !/多少|几(?!乎|率|何)|百分之|[呢吗]$/.test(own);
    return `${whole}${open && QUESTION_WORD.test(part) ? "" : " "}${part}`;
  });
}

function digitsOf(year: string): string {
  return [...year]
    .map((digit) => (digit === "零" || digit === "〇" ? 0 : (parseChineseNumeral(digit) ?? 0)))
    .join("");
}
