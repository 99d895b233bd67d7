/**
 * Rules for the digits that are no quantity: dates, document numbers, phone numbers, list marks, names, ranks.
 * In: folded text. Out: spans with what they are, in the order of precedence; `skip` marks set phrases.
 */
import {
  FIXED_PHRASES_AROUND_NUMERAL,
  FIXED_PHRASES_FROM_NUMERAL,
  NUMERAL_CHARACTERS,
} from "./number-words.ts";

/** What a claimed span is; `skip` yields no mention at all. */
export type ClaimKind = "date" | "ordinal" | "identifier" | "list-number" | "skip";

/** A span of text that is not free to be read as a quantity. */
export interface Claim {
  start: number;
  end: number;
  kind: ClaimKind;
}

const N = "[一二三四五六七八九十]";
const FREE = "(?<![\\d.．])";
const YEAR = "(?:19|20)\\d{2}";
const MONTH = "(?:1[0-2]|0?[1-9])";
const DAY = "(?:3[01]|[12]\\d|0?[1-9])";
const TO = "\\s?(?:-{1,2}|[–—~～至到]{1,2})\\s?";
const MONTH_END = "(?:份|底|末|初|上旬|中旬|下旬)?";
const MONTH_DAY = `${MONTH}\\s?月${MONTH_END}(?:\\s?${DAY}\\s?[日号])?`;
const MONTHS = `(?:${MONTH}\\s?月?${TO}${MONTH_DAY}|${MONTH_DAY}(?:${TO}${DAY}\\s?[日号])?)`;
const CHINESE_MONTH = `(?:十[一二]?|[一二三四五六七八九])月${MONTH_END}(?:${N}{1,3}日)?`;
const DURATION = "(?:内|以内|办结|办好|完成|出证|拿证|领证|即可|可|压缩|缩短|压减|减)";

/** What tells one thing from all others of its kind, by its shape or by the word beside it: it counts nothing. */
const IDENTIFIERS: RegExp[] = [
  /(?:https?:\/\/|www\.)[\w\-./?%&=#:~+@]+/gi,
  /[\w.-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])(?:[\w-]+\.)+(?:cn|com|net|org|gov)\b/gi,
  /(?<![\d-])(?:0\d{2,3}[-—–]\d{6,9}|0\d{2,3}\d{7,8}|1[3-9]\d{9}|[48]00-\d{3,4}-\d{3,4})(?!\d)/g,
  // 咨询电话：43780393, 邮编：524000, 编号为20210017.
  /(?<=(?:电话|手机|传真|邮编|邮政编码|账号|帐号|证号|号码|编号|编码|代码)(?:[(（][^()（）\n]{0,8}[)）])?\s?[:：为是]\s?)\d[\d\s-]{3,}\d(?!\d|[.．]\d|\s?[余多万亿个件项家户人次通宗起%元条])/g,
  // 12345与110高效对接, 119火警.
  /(?<![\d.．])(?:110|119|120|122)(?=\s?(?:报警|急救|火警|非警务|警务|警情|接处警|指挥|联动|对接|高效))|(?<=12\d{3}(?:热线)?\s?[与和、]\s?)(?:110|119|120|122)(?![\d.．]|\s?[余多万亿个件项家户人次宗条起])/g,
  // 天府路145-147号, 2号楼1109-2室.
  /(?<![\d.])\d+(?:\s?[-–—~、至]\s?\d+)+\s?号(?!召)/g,
  /(?<=[楼栋座幢层号]\s?)\d{2,5}(?:[-–—]\d{1,4})?(?=\s?(?:室|房(?![屋产源])))|(?<![\d.])\d{3,5}(?:[-–—]\d{1,4})?(?=\s?室(?![内外]))|(?<![\d.])\d{1,2}(?=\s?楼\s?\d)/g,
  // GB/T 39735-2020, No.12.
  /(?<![a-z\d])(?:(?:gb|db\d{0,4}|hj|ga|jgj|cjj|wh)\/[tz]\s?\d+(?:[.-]\d+)*|(?:gb|iso|iec|db)\s?\d+(?:\.\d+)*-\d{4})(?!\d)/gi,
  /(?<![a-z])(?:n[°ºo]\.?|№)\s?\d+(?![\d.])/gi,
  // 满足条件3的企业: an item that the text refers to.
  /(?<=(?:条件|情形|步骤|选项|序号))\d{1,2}(?=[的或和]|、\d|规定|所列)/g,
  /(?<=[南北]纬|[东西]经)\s?\d+(?:\.\d+)?\s?[°度](?:\s?\d+(?:\.\d+)?\s?[′'分])?(?:\s?\d+(?:\.\d+)?\s?[″"秒])?/g,
  // What the page says of itself: 阅读：5128次.
  /(?<=(?:^|[\s|])(?:阅读|浏览|点击|访问)(?:次数|量|数)?[:：]\s?)\d+\s?次?/gm,
  // 东盟(10国): how many they are is part of the name.
  /(?<=[(（])\d{1,3}国(?=[),，）])/g,
  new RegExp(`(?:\\d{1,4}|[${NUMERAL_CHARACTERS}]{1,5})周年`, "g"),
  // A dash lost in 1—4月份.
  /(?<!\d)(?:1[3-9]|[2-9]\d)(?=月份)/g,
  // 3.9:59.5:36.6 is one ratio of three.
  /(?<![\d.:：])\d+(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?){2,}(?![\d:：])/g,
];

const RULES: [ClaimKind, RegExp][] = [
  ["identifier", /(?<![\d.,])\d+(?=(?:品牌|工作法|模式|工程|行动|机制|战略|体系|专班|平台)(?![个家]))/g],
  ["date", /(?<=(?:^|\D)\d{1,2}[.．、])20\d{2}年/g],
  ["identifier", /(?<=pm)\s?(?:2\.5|10)(?!\d)/gi],
  ["list-number", /(?<![\d.])\d{1,2}[.．、](?=20\d{2}年)/g],
  // 6.12345政务服务便民热线: the number of a paragraph before that of a hotline.
  [
    "list-number",
    /(?<=(?:^|\n)[^\S\n]*)\d{1,2}[.．、](?=(?:12\d{3}|110|119|120)(?:\p{Script=Han}|[(（“]))/gu,
  ],
  ["identifier", /(?:附件|附表|附录|表|图)\s?\d{1,2}(?![\d.]|[万亿]?[%个项件家户人元])/g],
  ...IDENTIFIERS.map((pattern): [ClaimKind, RegExp] => ["identifier", pattern]),
  [
    "date",
    new RegExp(`${FREE}${YEAR}([-/.])${MONTH}\\1${DAY}(?!\\d)(?:[ t]\\d{1,2}:\\d{2}(?::\\d{2})?)?`, "gi"),
  ],
  ["identifier", /(?<!\d)\d+(?:\.\d+){2,}(?!\d)/g],
  ["identifier", /[〔[［(（【<]\s?(?:19|20)\d{2}\s?[〕\]］)）】>]\s?第?\s?\d+\s?号/g],
  [
    "date",
    new RegExp(
      `${FREE}${YEAR}\\s?年?${TO}${YEAR}(?![\\d.])(?:\\s?(?:年度|学年|年)[底末初]?)?(?![万亿个件元])`,
      "g",
    ),
  ],
  [
    "date",
    new RegExp(
      `${FREE}${YEAR}\\s?(?:年度|年)[底末初]?(?:\\s?${MONTHS}(?!\\d))?(?:${TO}${YEAR}\\s?年(?:\\s?${MONTHS})?)?`,
      "g",
    ),
  ],
  ["date", new RegExp(`${FREE}${MONTHS}`, "g")],
  [
    "date",
    new RegExp(
      `${FREE}(?<!(?:至|为|到|由|限|起|的|时长|用时|耗时)\\s?)${DAY}\\s?日(?!均|产|常|${DURATION})`,
      "g",
    ),
  ],
  ["date", new RegExp(`[一二三四五六七八九〇零○]{4}年[底末初度]?(?:${CHINESE_MONTH})?`, "g")],
  ["date", new RegExp(`(?<![${NUMERAL_CHARACTERS}个])${CHINESE_MONTH}`, "g")],
  ["date", /(?<![一二三四五六七八九])十[一二三四五六]五(?![个十百千万亿项件家])/g],
  ["date", /(?<!\d)(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d)/g],
  [
    "date",
    /(?<=[上中下]午|早上?|晚上?|凌晨|夜间)\s?\d{1,2}\s?[点时](?!\d)(?:\s?[至到—–~-]\s?\d{1,2}\s?[点时])?/g,
  ],
  ["date", /(?<![\d.])(?:1?\d|2[0-4])\s?点\s?(?:[至到]|[—–~-]{1,2})\s?(?:1?\d|2[0-4])\s?点(?![\d多])/g],
  [
    "date",
    /(?<![\d.])(?:1?\d|2[0-4])\s?时(?:[0-5]?\d\s?分)?|(?<![\d.])(?:1?\d|2[0-4])\s?点(?:[0-5]?\d\s?分|半|整|钟)/g,
  ],
  ["date", /第?[前]?[一二三四1-4](?:[-–—~至到、][一二三四1-4])?季度/g],
  ["date", /前\s?(?:1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九])\s?个月/g],
  ["date", new RegExp(`(?<![\\d.])${MONTH}-${DAY}(?=\\s+\\d{1,2}:\\d{2})`, "g")],
  [
    "date",
    new RegExp(
      `(?<=过去的?|这|未来|今后)(?:\\d{1,2}|[${NUMERAL_CHARACTERS}]{1,2})年|(?<![\\d${NUMERAL_CHARACTERS}])(?:\\d{1,2}|[${NUMERAL_CHARACTERS}]{1,2})年(?=来|间|以来)|(?<=的)[二两三五十]{1,2}年(?=[,，。;；:：!！、\\s]|里|$)`,
      "g",
    ),
  ],
  ["skip", new RegExp(`[${NUMERAL_CHARACTERS}]+年(?=规划|计划|行动|攻坚|滚动|过渡期|禁渔)`, "g")],
  [
    "ordinal",
    /(?:[零一二三四五六七八九十]+|\d{1,2})[届次](?=[一二三四五六七八九十]+[次中]|\d+次|历次|中央|全国|全省|全市|全运|人民代表|人大|政协|全会|全体|党代会|会议)/g,
  ],
  ["date", /(?<!\d)(?:\d{2}|\d{4})\s?年代|(?<![\d.])(?:19|20)\d{2}\s?届/g],
  ["list-number", /(?<=^[^\S\n]*)(?:[(（][0-9]{1,3}[)）]|\d{1,2}[)）]|\d{1,2}[.、．](?!\d))/gm],
  [
    "list-number",
    /(?<=^[^\S\n]*)\d{1,2}\.\d{1,2}(?=[ \t\u3000]+(?![万亿个元件项人家户次吨%])\p{Script=Han})/gmu,
  ],
  ["list-number", /(?<=^(?:[^\S\n]|[#*])*)[(（][一二三四五六七八九十]{1,3}[)）]/gm],
  // 生产总值[2]61.9亿元: the mark of a footnote.
  ["list-number", /(?<=[\p{Script=Han}%)）」”])[[［]\d{1,2}[\]］](?!\s?号)/gu],
  ["list-number", /[(（](?:1?\d|20)[)）]|(?<=[。；;:：]\s?)\d{1,2}[.．、](?=\p{Script=Han})/gu],
  ["skip", /(?<=^(?:[^\S\n]|[#*])*)[一二三四五六七八九十]{1,3}(?=、)/gm],
  [
    "identifier",
    /(?<![\d.．,，])(?:\d+(?:\+[\dnx]+)+|\d+(?:\.\d+)?\s?[×✕*x]\s?\d+(?:\.\d+)?(?:\s?小时)?(?![a-z]))/gi,
  ],
  ["identifier", /[一二三四五六七八九十](?:\+[一二三四五六七八九十nx])+/gi],
  ["identifier", /(?<![\d.])\d+(?:\.\d+)?[:：∶](?!1(?![\d.]))\d+(?:\.\d+)?(?![\d:])/g],
  ["identifier", /(?<![\d.])\d+(?=强(?![化调制度烈]))|(?<=[国省县]道)\d+/g],
  ["identifier", /(?<![\d.])\d+(?:\.\d+)?\s?(?:版|世纪|后(?=青年|一代|干部|员工|的))/g],
  ["identifier", /(?<![\d.])\d+\s?(?:号(?!召)|路(?=公交)|国道|省道|县道)/g],
  ["identifier", /(?<![\d.])\d+\.0(?=\s?(?:时代|平台|系统|升级|建设|改革|工程|试点|行动|方案|阶段|模式))/g],
  [
    "identifier",
    /(?<![\d.,，])(?:1[12]\d{3}|9[56]\d{3})(?=\s?["”’]?\s?(?:热线|平台|分中心|中心|政务|政府|市民|便民|公共|工单|诉求|投诉|举报|服务|话务|座席|系统|电话|数据|、1\d{2,4}|与|和|语音|网络|微信|客服|专席))/g,
  ],
  ["identifier", /(?<!\d)1(?:10|19|20|22)(?=\s?["”’]?\s?(?:报警|急救|指挥|接警|联动|应急|、1(?:19|20|22)))/g],
  ["identifier", /["“「『‘'](?:[\d.]+|\d{0,4}[·•・]\d+)["”」』’'](?!\s?[万亿个件项元])/g],
  [
    "ordinal",
    /第\s?(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+)(?:\s?(?:位|名|批次|批|届|期|次|条|个|方|轮|号|章|节|款|项|类|代|季|阶段|梯队))?/g,
  ],
  [
    "ordinal",
    /(?<=[列居进入跻身名跃全省国市均]\s?)前\s?(?:\d{1,3}|[一二三四五六七八九十百]{1,3})(?:\s?[名位强列]|(?![\d个年月天次家批期万亿%％‰]))/g,
  ],
  ["skip", new RegExp(`(?<![${NUMERAL_CHARACTERS}\\d])(?:${FIXED_PHRASES_FROM_NUMERAL})`, "g")],
  ["skip", new RegExp(FIXED_PHRASES_AROUND_NUMERAL, "g")],
];

/** The spans of `text` that a rule claims, in order and without overlap; an earlier rule wins. */
export function claimSpans(text: string): Claim[] {
  const taken = new Uint8Array(text.length);
  const claims: Claim[] = [];
  for (const [kind, pattern] of RULES) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (end === start || taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      claims.push({ start, end, kind });
    }
  }
  return claims.sort((a, b) => a.start - b.start);
}
