/**
 * Whose and when: the labels that a wrong figure hides behind. Each case is a mistake once made:
 * a place named in passing took the whole's figure, a count was read as a year, a quarter ran on.
 */
import { describe, expect, test } from "vitest";
import type { Figure } from "../../src/domain/index.ts";
import { entryOf } from "../support/ledger-fixture.ts";

async function booked(paragraph: string): Promise<Figure[]> {
  const text = `丽水市2025年政务服务工作总结\n一、主要工作开展情况\n${paragraph}\n`;
  const { figures } = await entryOf("丽水市2025年总结.txt", text);
  return figures.map(({ figure }) => figure);
}

async function labelled(paragraph: string, raw: string): Promise<{ region: string; period: string }> {
  const figure = (await booked(paragraph)).find((f) => f.raw === raw);
  return { region: figure?.region ?? "", period: figure?.period?.label ?? "" };
}

describe("region", () => {
  test.each<[string, string, string, string]>([
    ["青田县便民中心受理办件3.2万件。", "3.2万件", "青田县", "a place that is the subject"],
    ["青田县石雕节成功举办，全市接待游客2100万人次。", "2100万人次", "丽水市", "全市 after a place"],
    [
      "建成青田等地标志性大厅，政务服务热线受理诉求8.6万件。",
      "8.6万件",
      "丽水市",
      "a place named in passing",
    ],
  ])("%s → %s of %s: %s", async (paragraph, raw, region) => {
    expect((await labelled(paragraph, raw)).region).toBe(region);
  });

  test("each place of a parallel list gets its own number", async () => {
    const figures = await booked("向青田县、缙云县、遂昌县分别下放权限56项、43项、38项。");
    expect(figures.map((f) => [f.raw, f.region])).toEqual([
      ["56项", "青田县"],
      ["43项", "缙云县"],
      ["38项", "遂昌县"],
    ]);
  });
});

describe("period", () => {
  test.each<[string, string, string]>([
    ["粮食总产量64.5万吨，连续16年保持增长。", "64.5万吨", "2025"],
    ["办件量112.4万件，连续11个季度位居前列。", "112.4万件", "2025"],
    ["提前3个月完成改造任务，惠及群众2.6万人。", "2.6万人", "2025"],
    ["一季度，考核得分排名全省前列。网上受理办件18.3万件。", "18.3万件", "2025"],
    ["自2022年6月推广以来，平台触发任务7400条。", "7400条", "2022-06 以来"],
  ])("%s", async (paragraph, raw, period) => {
    expect((await labelled(paragraph, raw)).period).toBe(period);
  });

  test("the value that a five-year change started from is of the year before", async () => {
    const { figures } = await entryOf(
      "丽水市2026年政府工作报告.txt",
      "丽水市2026年政府工作报告\n一、“十四五”时期工作回顾\n五年来，经营主体从28.4万户增加到41.6万户。\n",
    );
    const [from, to] = figures.map(({ figure }) => figure);
    expect([from?.raw, from?.role, from?.period?.label]).toEqual(["28.4万户", "from", "2020"]);
    expect([to?.raw, to?.role, to?.period?.end.slice(0, 4)]).toEqual(["41.6万户", "value", "2025"]);
  });
});

test("names that share their measure keep their own part of it", async () => {
  const figures = await booked("工业、制造业、工业技改投资分别增长9.4%、13.3%、18.7%。");
  expect(figures.map((f) => f.piece)).toEqual(["工业投资增长", "制造业投资增长", "工业技改投资增长"]);
});

test("an amount that only says which ones are counted is part of their name", async () => {
  const figures = await booked("地区生产总值达到2148亿元，经济总量超百亿元的县域达7个。");
  expect(figures.map((f) => [f.raw, f.role])).toEqual([
    ["2148亿元", "value"],
    ["7个", "value"],
  ]);
  expect(figures[1]?.clause).toContain("经济总量超百亿元的县域");
});

describe("a metric", () => {
  test.each<[string, string, string]>([
    ["办理时限由5个工作日缩短至3个工作日。", "3个工作日", "办理时限"],
    ["参保率从91%提高到95%。", "91%", "参保率"],
    ["收到申请2810件，上年结转64件，合计2874件。", "2874件", "收到申请"],
    ["PM2.5平均浓度降至21微克每立方米。", "21微克每立方米", "pm2.5平均浓度"],
    ["完成城中村改造58个。", "58个", "城中村改造"],
  ])("%s of %s is its measure", async (paragraph, raw, metric) => {
    expect((await booked(paragraph)).find((f) => f.raw === raw)?.metric).toBe(metric);
  });

  test("of what is 其他 belongs to the whole", async () => {
    const figures = await booked("兑付惠企资金7.6亿元，其中科技类3.2亿元、商贸类2.9亿元、其他1.5亿元。");
    expect(figures.at(-1)?.clause).toContain("兑付惠企资金");
  });
});

describe("eras of a work report", () => {
  const report = [
    "丽水市2026年政府工作报告",
    "一、“十四五”时期和2025年工作回顾",
    "过去五年，全市城镇新增就业超过21万人。",
    "各位代表，刚刚过去的2025年，全市上下奋力拼搏。",
    "——民生优先有效落实。城镇新增就业4.3万人。",
    "二、2026年重点工作",
    "新建便民服务点60个。",
  ].join("\n");

  test.each([
    ["超过21万人", "2021—2025", "actual"],
    ["4.3万人", "2025", "actual"],
    ["60个", "2026", "plan"],
  ])("%s is of %s", async (raw, years, status) => {
    const { figures } = await entryOf("丽水市2026年政府工作报告.txt", report);
    const figure = figures.find((f) => f.figure.raw === raw)?.figure;
    expect(figure?.period?.label.replace("/", "—")).toBe(years);
    expect(figure?.status).toBe(status);
  });
});

describe("what is inherited inside a sentence", () => {
  test.each([
    ["粮食播种面积48.6万亩、总产量19.3万吨。", "19.3万吨", /粮食总产量/],
    ["共派发工单5200件，已办结4100件。", "4100件", /已办结工单/],
    ["城乡低保标准分别达到每月910元、每年10920元。", "10920元", /农村低保标准/],
    ["对欧盟（27国）、韩国和东盟（10国）进出口分别为7亿元、5亿元、2亿元。", "5亿元", /韩国进出口/],
  ])("%s: %s", async (paragraph, raw, clause) => {
    const figure = (await booked(paragraph)).find((f) => f.raw === raw);
    expect(figure?.clause).toMatch(clause);
  });
});
