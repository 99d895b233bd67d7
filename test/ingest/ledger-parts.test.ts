/**
 * What belongs to which: parts to their sentence's period, amounts to what was counted, numbers to the place right
 * before them, ranks and names to themselves.
 */
import { describe, expect, test } from "vitest";
import { entryOf, figuresOf } from "../support/ledger-fixture.ts";

async function clauseOf(paragraph: string, raw: string): Promise<string | undefined> {
  return (await figuresOf(paragraph)).find((f) => f.raw === raw)?.clause;
}

describe("a sentence of parts", () => {
  const text = "2022年1至8月，全县完成交易项目300项。其中：工程建设项目90项，中标金额7.6亿元。";

  test("covers the months of the sentence before it", async () => {
    const periods = (await figuresOf(text)).map((f) => f.period?.label);
    expect(periods).toEqual(["2022-01/2022-08", "2022-01/2022-08", "2022-01/2022-08"]);
  });

  test("tells an amount of the part that was counted before it", async () => {
    expect(await clauseOf(text, "7.6亿元")).toContain("工程建设项目");
  });

  test("is no figure of the whole county", async () => {
    expect((await figuresOf(text)).map((f) => f.scope)).toEqual(["全县", "", ""]);
  });
});

describe("an amount", () => {
  test("is what the item counted last cost, also over a semicolon", async () => {
    const text =
      "全县交易项目中，道路项目20项，中标金额3亿元，采购项目36项，成交金额5000万元；节约总额90万元。";
    expect(await clauseOf(text, "3亿元")).toContain("道路项目,中标金额");
    expect(await clauseOf(text, "5000万元")).toContain("采购项目,成交金额");
    expect(await clauseOf(text, "90万元")).toContain("采购项目,节约总额");
  });

  test("of the first item behind a label is that item's", async () => {
    const text = "在县级平台交易中：工程类交易11项，交易金额4亿元；采购类交易8项，交易金额300万元。";
    expect(await clauseOf(text, "4亿元")).toContain("工程类交易,交易金额");
  });
});

test("a number without words is told of the piece right before it", async () => {
  const text = "公开信息450条，来信数量明显下降，为83封。";
  expect(await clauseOf(text, "83封")).toContain("来信数量明显下降");
});

test.each([
  "与去年同期相比项目数减少6.1%，办件30件",
  "与上年基本持平，办件30件",
  "已超2021年全年的20件，办件30件",
])("%s: the year compared with is no period of what follows", async (text) => {
  const figures = await figuresOf(`2022年8月，受理诉求90件，${text}。`);
  expect(figures.at(-1)?.period?.label).toBe("2022-08");
});

test("a remark in brackets dates nothing behind it, and a year before which says no year", async () => {
  const figures = await figuresOf("截至2022年4月，累计开工48套（2015年以前46套，2016年2套），已分配44套。");
  expect(figures.map((f) => [f.raw, f.period?.label, f.role])).toEqual([
    ["48套", "2022-04 末", "value"],
    ["46套", undefined, "value"],
    ["2套", "2016", "value"],
    ["44套", "2022-04 末", "value"],
  ]);
});

describe("places", () => {
  async function regionsOf(text: string): Promise<string[][]> {
    const { figures } = await entryOf("丽水市2022年总结.txt", `丽水市2022年工作总结\n${text}\n`);
    return figures.map(({ figure }) => [figure.raw, figure.region]);
  }

  test("own the number that follows them in one piece", async () => {
    expect(await regionsOf("进度较快的有：青田县（48套）和缙云县（30套）。")).toEqual([
      ["48套", "青田县"],
      ["30套", "缙云县"],
    ]);
  });

  test("that a superlative comes out at own the number behind it", async () => {
    expect(
      await regionsOf("全市新设主体最多的是青田县，共计5万户；其次为缙云县和遂昌县，分别新设4万户、3万户。"),
    ).toEqual([
      ["5万户", "青田县"],
      ["4万户", "缙云县"],
      ["3万户", "遂昌县"],
    ]);
  });
});

describe("numbers that are no figures", () => {
  test.each([
    ["生产总值[2]61.9亿元，增长8.1%[3]。", ["61.9亿元", "8.1%"]],
    ["传达《关于四起违规问题的通报》，办件30件。", ["30件"]],
    ["平均办结时长2日及以上单位20家。", ["20家"]],
    ["签约5000万元以上项目12个。", ["12个"]],
  ])("%s", async (text, raws) => {
    expect((await figuresOf(text)).map((f) => f.raw)).toEqual(raws);
  });

  test("an amount that says which are counted stays in their name", async () => {
    expect(await clauseOf("签约5000万元以上项目12个。", "12个")).toContain("5000万元以上项目");
  });
});

describe("ranks", () => {
  test("need no 居 before them", async () => {
    const figures = await figuresOf("税收收入增速全市第二，投资总量全省第三。");
    expect(figures.map((f) => [f.raw, f.role])).toEqual([
      ["第二", "rank"],
      ["第三", "rank"],
    ]);
  });

  test("are no names and no years in a row", async () => {
    expect((await figuresOf("建成全省第一家驿站，全市第一批试点启动。")).map((f) => f.role)).toEqual([]);
  });
});

test("增产 tells a change, 自然增长率 a level", async () => {
  const figures = await figuresOf("粮食产量8万吨，增产1.8%。人口自然增长率为-1.2‰。");
  expect(figures.map((f) => [f.raw, f.role])).toEqual([
    ["8万吨", "value"],
    ["1.8%", "change"],
    ["-1.2‰", "value"],
  ]);
});

describe("lists", () => {
  test("of shares may stand without colons", async () => {
    const figures = await figuresOf("三次产业结构为9.3、41.0、49.7。");
    expect(figures.map((f) => f.metric)).toEqual(["第一产业占比", "第二产业占比", "第三产业占比"]);
  });

  test("hold changes where the first one is", async () => {
    const figures = await figuresOf("粮食和蔬菜产量分别增长3%、4%。");
    expect(figures.map((f) => f.role)).toEqual(["change", "change"]);
  });

  test("may be numbered", async () => {
    const figures = await figuresOf("1月至9月第一、二、三产业新设企业分别增长35%、13%和5%。");
    expect(figures.map((f) => f.metric)).toEqual([
      "第一产业新设企业增长",
      "第二产业新设企业增长",
      "第三产业新设企业增长",
    ]);
  });
});
