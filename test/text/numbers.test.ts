import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNumbers, type NumberMention, parseChineseNumeral } from "../../src/text/numbers.ts";

const DIGITS = "零一二三四五六七八九";

function formatSection(n: number): string {
  let out = "";
  let zero = false;
  for (const [unit, name] of [
    [1000, "千"],
    [100, "百"],
    [10, "十"],
    [1, ""],
  ] as const) {
    const digit = Math.floor(n / unit) % 10;
    if (digit === 0) zero = out !== "";
    else {
      out += (zero ? "零" : "") + DIGITS.charAt(digit) + name;
      zero = false;
    }
  }
  return out;
}

function formatChineseNumeral(n: number): string {
  if (n === 0) return "零";
  const high = Math.floor(n / 10_000);
  const low = n % 10_000;
  if (high === 0) return formatSection(low);
  const gap = low > 0 && (low < 1000 || high % 10 === 0) ? "零" : "";
  return `${formatSection(high)}万${low === 0 ? "" : gap + formatSection(low)}`;
}

function only(text: string): NumberMention {
  const mentions = findNumbers(text);
  expect(mentions, text).toHaveLength(1);
  return mentions[0] as NumberMention;
}

describe("parseChineseNumeral", () => {
  it.each([
    ["十", 10],
    ["二十二", 22],
    ["一百零五", 105],
    ["一百一十", 110],
    ["三千五", 3500],
    ["三万五", 35_000],
    ["一万零三", 10_003],
    ["两千零二十一", 2021],
    ["二〇二六", 2026],
    ["一亿二千万", 120_000_000],
    ["廿五", 25],
    ["九十八点五", 98.5],
  ])("reads %s as %d", (numeral, value) => {
    expect(parseChineseNumeral(numeral)).toBe(value);
  });

  it.each(["", "两三", "三五", "十七八", "百千", "一件", "点五"])("reads no number in %s", (numeral) => {
    expect(parseChineseNumeral(numeral)).toBeNull();
  });

  it("reads back every written number below a hundred million", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (n) => {
        expect(parseChineseNumeral(formatChineseNumeral(n))).toBe(n);
      }),
    );
  });
});

describe("findNumbers", () => {
  // text, value, unit, qualifier, raw
  it.each<[string, number, string, string, string]>([
    ["实名用户超过670.7万人,", 670.7, "万人", "超", "超过670.7万人"],
    ["办理7万余件", 7, "万件", "余", "7万余件"],
    ["数据1.4亿多条。", 1.4, "亿条", "多", "1.4亿多条"],
    ["业务53万余件", 53, "万件", "余", "53万余件"],
    ["问题80多万个", 80, "万个", "多", "80多万个"],
    ["开展20余次", 20, "次", "余", "20余次"],
    ["走访百余家", 100, "家", "余", "百余家"],
    ["受理近万件", 1, "万件", "近", "近万件"],
    ["上万件", 1, "万件", "上", "上万件"],
    ["梳理近2000个事项", 2000, "个", "近", "近2000个"],
    ["服务60万人以上", 60, "万人", "以上", "60万人以上"],
    ["每户10000元左右", 10_000, "元", "左右", "10000元左右"],
    ["共1,976件", 1976, "件", "", "1,976件"],
    ["共1，976件", 1976, "件", "", "1，976件"],
    ["面积约3.5万平方米", 3.5, "万平方米", "约", "约3.5万平方米"],
    ["不少于3个窗口", 3, "个", "不少于", "不少于3个"],
    ["预约3次", 3, "次", "", "3次"],
    ["最近5天", 5, "天", "", "5天"],
    ["节约5万元", 5, "万元", "", "5万元"],
    ["压缩至1个工作日", 1, "个工作日", "", "1个工作日"],
    ["提供512核cpu", 512, "核", "", "512核"],
    ["内存29536gb", 29_536, "GB", "", "29536gb"],
    ["每人60元/人·月", 60, "元/人·月", "", "60元/人·月"],
    ["产值近9000万/年", 9000, "万/年", "近", "近9000万/年"],
    ["跑动率0.0029", 0.0029, "", "", "0.0029"],
    ["两批次", 2, "批次", "", "两批次"],
    ["涉及六个部门", 6, "个", "", "六个"],
    ["增长三倍", 3, "倍", "", "三倍"],
    ["实现二十二连丰", 22, "连丰", "", "二十二连丰"],
    ["连续3年", 3, "年", "", "3年"],
    ["连续两年", 2, "年", "", "两年"],
    ["压缩至3日内", 3, "日", "", "3日"],
    ["仅一个窗口", 1, "个", "", "一个"],
    ["惠及300余农户", 300, "", "余", "300余"],
    ["收入比缩小至2.21∶1", 2.21, ":1", "", "2.21∶1"],
    ["gdp670亿元", 670, "亿元", "", "670亿元"],
    ["办理2021宗", 2021, "宗", "", "2021宗"],
    ["整合670.7 万人", 670.7, "万人", "", "670.7 万人"],
  ])("reads %s", (text, value, unit, qualifier, raw) => {
    expect(only(text)).toMatchObject({ value, unit, qualifier, raw, kind: "quantity" });
  });

  it.each<[string, number, string]>([
    ["满意率99.9%", 99.9, "%"],
    ["满意率99.9％", 99.9, "%"],
    ["提高3.5个百分点", 3.5, "个百分点"],
    ["百分之九十", 90, "%"],
    ["同比增长-3.5%", -3.5, "%"],
    ["超3成", 3, "成"],
    ["八成以上", 8, "成"],
    ["2.5‰", 2.5, "‰"],
  ])("reads the share in %s", (text, value, unit) => {
    expect(only(text)).toMatchObject({ value, unit, kind: "percent" });
  });

  it.each<[string, number]>([
    ["三分之一", 1 / 3],
    ["二分之一", 1 / 2],
    ["三分之二以上", 2 / 3],
    ["约占1/2", 1 / 2],
    ["2/3", 2 / 3],
  ])("reads %s as a fraction", (text, value) => {
    const mention = only(text);
    expect(mention).toMatchObject({ kind: "fraction", unit: "" });
    expect(mention.value).toBeCloseTo(value);
  });

  it.each<[string, number, number, string]>([
    ["3–5天", 3, 5, "天"],
    ["3至5个", 3, 5, "个"],
    ["3-5", 3, 5, ""],
    ["三至五个工作日", 3, 5, "个工作日"],
    ["10%至20%", 10, 20, "%"],
    ["1万-2万元", 1, 2, "万元"],
    ["5000-1万元", 5000, 10_000, "元"],
  ])("reads %s as a range", (text, value, rangeEnd, unit) => {
    expect(only(text)).toMatchObject({ kind: "range", value, rangeEnd, unit });
  });

  it.each([
    "2021年",
    "2021年度",
    "2021年12月15日",
    "11月30日",
    "1-5月",
    "1至5月",
    "2023年6月底",
    "6月",
    "2019-2021年",
    "2020-05-20",
    "18:24",
    "二〇二六年一月二十七日",
    "十四五",
    "前三季度",
    "前10个月",
    "2024年1月至5月",
    "8点至20点",
  ])("reads %s as one date", (text) => {
    expect(only(text)).toMatchObject({ kind: "date", raw: text });
  });

  it.each<[string, number, string]>([
    ["排第4位", 4, "位"],
    ["第三方", 3, "方"],
    ["排名前三", 3, ""],
    ["排名全国第8", 8, ""],
    ["位列第一", 1, ""],
    ["二十届历次全会", 20, "届"],
    ["党的二十届四中全会", 20, "届"],
    ["19届四中全会", 19, "届"],
  ])("reads the rank in %s", (text, value, unit) => {
    expect(only(text)).toMatchObject({ kind: "ordinal", ordinal: true, value, unit });
  });

  it.each([
    "12345热线",
    "12345分中心",
    "12345",
    "粤府〔2021〕12号",
    "5G基站",
    "5A级景区",
    "4+2",
    "5+X",
    "7×24小时",
    "IPv6",
    "3.0版",
    "0759-3181234",
    "21世纪",
    "S201",
    "粤盾-2021",
    "T11",
    "“5180”",
    "https://www.example.gov.cn/a/2021.html",
    "世界500强",
    "咨询电话：43780393",
    "电话（兼传真）：0759 3181234",
    "020-308622165",
    "邮政编码为524000",
    "天府路145-147号",
    "3014室",
    "层1109-2室",
    "GB/T 39735-2020",
    "Nº12",
    "满足条件3的企业",
    "北纬41°",
    "阅读：5128次",
    "东盟（10国）",
    "成立20周年",
    "结构比为3.9:59.5:36.6",
    "“23·7”",
    "与110联动",
    "119火警",
  ])("takes the number of %s for a name", (text) => {
    expect(only(text).kind).toBe("identifier");
  });

  it.each(["1. 推进改革", "（一）推进改革", "(2)推进改革", "　　3．推进改革"])(
    "takes the mark of %s for a list number",
    (text) => {
      expect(only(text).kind).toBe("list-number");
    },
  );

  it.each([
    ["最高降幅九成四", 9.4],
    ["超过七成半", 7.5],
    ["九成三家企业", 9],
    ["平均五成", 5],
  ])("reads the tenths behind 成: %s", (text, value) => {
    expect(findNumbers(text).find((m) => m.unit === "成")?.value).toBeCloseTo(value);
  });

  it("parts the mark of a paragraph from a hotline's number", () => {
    const kinds = findNumbers("6.12345政务服务便民热线").map((m) => [m.value, m.kind]);
    expect(kinds).toEqual([
      [6, "list-number"],
      [12345, "identifier"],
    ]);
    expect(only("增长6.12345亿元").value).toBe(6.12345);
  });

  it.each([
    "一网通办、一件事一次办、一窗受理、一站式、一体化",
    "最后一公里",
    "统一、一些、一定、一般",
    "一是抓服务;二是抓作风",
    "一、总体情况",
    "十分满意,千方百计服务百姓",
    "三农、三级、四免、双随机",
    "万江街道、千禧花园、五一",
    "“一带一路”",
    "四个意识、两个维护",
    "一个窗口办成一类事",
    "数十家、两三个、几百件",
    "二次创业",
    "“三个作用”",
  ])("counts nothing in %s", (text) => {
    expect(findNumbers(text)).toEqual([]);
  });

  it("keeps neighbouring numbers apart", () => {
    expect(findNumbers("三批次25个").map(({ value, unit }) => [value, unit])).toEqual([
      [3, "批次"],
      [25, "个"],
    ]);
    expect(findNumbers("3,5").map(({ value }) => value)).toEqual([3, 5]);
    expect(findNumbers("由60项增加到80项").map(({ raw }) => raw)).toEqual(["60项", "80项"]);
  });

  // A rule for names such as 5+X once began inside the decimal, and two mentions overlapped.
  it("does not begin a name inside a decimal", () => {
    expect(findNumbers("3.5+0").map(({ raw, kind }) => [raw, kind])).toEqual([
      ["3.5", "quantity"],
      ["0", "quantity"],
    ]);
  });

  it("spans the digits and the scale as the number", () => {
    const text = "超过670.7万人";
    const mention = only(text);
    expect(text.slice(mention.numberStart, mention.numberEnd)).toBe("670.7万");
    expect(mention.scale).toBe("万");
  });

  it("reads back an integer with separators", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 999_999_999 }), (n) => {
        expect(only(`共${n.toLocaleString("en-US")}件`).value).toBe(n);
      }),
    );
  });

  it("gives ordered spans that hold their raw text, whatever the text", () => {
    const pieces = fc.constantFrom(
      ..."0 1 12 2021 3.5 , ， . - 至 年 月 日 万 亿 余 多 个 件 % 个百分点 一 二 十 百 第 前 超 近 约 以上 之 分之 ( ) （ 〔 〕 号 : / + G a \n 网 元 上 点 成 “ ”".split(
        " ",
      ),
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces, { maxLength: 25 }).map((p) => p.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let previous = 0;
        for (const mention of findNumbers(text)) {
          expect(mention.start).toBeGreaterThanOrEqual(previous);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(mention.numberStart).toBeGreaterThanOrEqual(mention.start);
          expect(mention.numberEnd).toBeLessThanOrEqual(mention.end);
          expect(text.slice(mention.start, mention.end)).toBe(mention.raw);
          expect(Number.isFinite(mention.value)).toBe(true);
          previous = mention.end;
        }
      }),
      { numRuns: 1000 },
    );
  });
});
