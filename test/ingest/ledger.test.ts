/**
 * What the ledger books of sentences in our own words: subjects, roles, qualifiers, periods, plans, partners.
 */
import { describe, expect, test } from "vitest";
import type { Figure } from "../../src/domain/index.ts";
import { spoken } from "../support/index-fixture.ts";
import { entryOf, figuresOf } from "../support/ledger-fixture.ts";

function one(figures: Figure[], value: number): Figure {
  const found = figures.filter((f) => f.value === value);
  expect(found, `figures of value ${value}`).toHaveLength(1);
  return found[0] as Figure;
}

describe("values", () => {
  test.each<[string, string, number, string, string]>([
    ["a count with its measure word", "大厅设置综合窗口46个。", 46, "个", "46个"],
    ["万 in the unit as written", "热线受理诉求18.6万件。", 18.6, "万件", "18.6万件"],
    ["亿 in the unit as written", "归集数据3.4亿条。", 3.4, "亿条", "3.4亿条"],
    ["a percentage", "即办率为87.35%。", 87.35, "%", "87.35%"],
    ["thousands separators", "全年办件1,284,906件。", 1284906, "件", "1,284,906件"],
    ["full-width separators", "全年办件2，976件。", 2976, "件", "2，976件"],
    ["money", "节约经费365万元。", 365, "万元", "365万元"],
    ["a number without a unit", "人均跑动次数为0.0031。", 0.0031, "", "0.0031"],
  ])("%s", async (_what, text, value, unit, raw) => {
    const figure = one(await figuresOf(text), value);
    expect(figure).toMatchObject({ unit, raw, status: "actual", role: "value" });
  });

  test.each<[string, string, number, string]>([
    ["超", "实名用户超27.5万人。", 27.5, "超"],
    ["约", "评审预算约3260万元。", 3260, "约"],
    ["近", "开展培训近40场。", 40, "近"],
    ["余", "培训窗口人员200余人。", 200, "余"],
    ["以上", "线上办理比例达到85%以上。", 85, "以上"],
  ])("keep the qualifier %s inside the figure's own characters", async (_what, text, value, qualifier) => {
    const figure = one(await figuresOf(text), value);
    expect(figure.qualifier).toContain(qualifier);
    expect(figure.raw).toContain(qualifier);
  });

  test("give 超过 as 超 and keep its characters", async () => {
    const figure = one(await figuresOf("实名用户超过27.5万人。"), 27.5);
    expect(figure).toMatchObject({ qualifier: "超", raw: "超过27.5万人" });
  });

  test("point with their span at the very characters of the report", async () => {
    const { report, figures } = await entryOf(
      "青田县2022年总结.txt",
      "青田縣政務服務中心2022年工作總結\n全年受理申請超18.6萬件,辦結率為99.1%。\n",
    );
    expect(figures.map(({ figure: f }) => report.text.slice(f.start, f.end))).toEqual([
      "超18.6萬件",
      "99.1%",
    ]);
    for (const { figure } of figures) {
      expect(report.text.slice(figure.start, figure.end)).toBe(figure.raw);
      expect(figure.sentenceStart).toBeLessThanOrEqual(figure.start);
      expect(figure.sentenceEnd).toBeGreaterThanOrEqual(figure.end);
    }
  });

  test.each([
    ["a hotline's name", "我县整合12345热线资源。"],
    ["dates", "2022年5月18日，中心搬入新址。"],
    ["a document number", "印发《关于优化服务的通知》（青政办〔2022〕37号）。"],
    ["list numbers", "1.大厅改造。继续推进。"],
  ])("leave out %s", async (_what, text) => {
    expect(await figuresOf(text)).toEqual([]);
  });

  test("of a hotline are booked without its name", async () => {
    const figures = await figuresOf("12345热线全年接听来电4.8万个，办结率为98.6%。");
    expect(spoken(figures)).toEqual(["4.8万个", "98.6%"]);
  });
});

describe("what is measured", () => {
  test.each<[string, string, number, string[]]>([
    ["over a comma and 其中", "巡查共发现隐患312处，其中重大隐患18处。", 18, ["隐患", "重大"]],
    ["over several parts", "巡查共发现隐患312处，其中重大隐患18处、一般隐患294处。", 294, ["一般隐患"]],
    [
      "by a part without a subject",
      "平台注册用户达到27.5万人，占常住人口的61.4%。",
      61.4,
      ["注册用户", "常住人口"],
    ],
    ["of a rate by its own name", "受理诉求860件，办结率为98.6%，满意率为97.3%。", 97.3, ["满意率"]],
  ])("is inherited %s", async (_what, text, value, words) => {
    const { clause } = one(await figuresOf(text), value);
    for (const word of words) expect(clause).toContain(word);
  });

  test("holds no digits, so that a question's words are what is compared", async () => {
    for (const { clause, piece } of await figuresOf(
      "巡查共发现隐患312处，其中重大隐患18处、一般隐患294处。",
    )) {
      expect(`${clause}${piece}`).not.toMatch(/\d/);
      expect(clause).toContain("多少");
    }
  });

  test("is shared out in order by 分别", async () => {
    const figures = await figuresOf("老年窗口、企业窗口分别办件860件、1240件。");
    expect(one(figures, 860).clause).toContain("老年窗口");
    expect(one(figures, 860).clause).not.toContain("企业窗口");
    expect(one(figures, 1240).clause).toContain("企业窗口");
    expect(one(figures, 1240).clause).not.toContain("老年窗口");
  });

  test.each<[string, string, number, string]>([
    ["全县", "全县公共服务事项网上可办率为95.1%。", 95.1, "全县"],
    ["县级", "县级行政许可事项网上可办率为98.5%。", 98.5, "县级"],
    ["市本级", "市本级许可事项即办率为93.7%。", 93.7, "市本级"],
  ])("has the scope %s", async (_what, text, value, scope) => {
    expect(one(await figuresOf(text), value).scope.split(" ")).toContain(scope);
  });

  test("keeps the two scopes of one rate apart", async () => {
    const figures = await figuresOf("全市许可事项即办率为81.2%；市本级许可事项即办率为93.7%。");
    expect(one(figures, 81.2).scope).toBe("全市");
    expect(one(figures, 93.7).scope).toBe("市本级");
  });
});

describe("roles", () => {
  test.each<[string, string, number, number, "up" | "down"]>([
    ["由…减少至…", "办事材料由60项减少至9项。", 60, 9, "down"],
    ["从…压缩到…", "平均时限从15个工作日压缩到4个工作日。", 15, 4, "down"],
    ["由…提高到…", "即办率由52.6%提高到71.8%。", 52.6, 71.8, "up"],
  ])("of %s are the start and the value of one change", async (_what, text, from, to, direction) => {
    const figures = await figuresOf(text);
    const [start, end] = [one(figures, from), one(figures, to)];
    expect(start).toMatchObject({ role: "from", pairedWith: end.id });
    expect(end).toMatchObject({ role: "value", direction, pairedWith: start.id });
  });

  test.each<[string, string, number, Partial<Figure>]>([
    ["a growth is a change", "受理量同比增长5.3%。", 5.3, { role: "change", direction: "up", unit: "%" }],
    ["a drop is a change", "投诉量下降12.4%。", 12.4, { role: "change", direction: "down" }],
    ["a level reached is a value", "满意率提高到99.2%。", 99.2, { role: "value", direction: "up" }],
    ["a position is a rank", "市场主体总量居全市第3位。", 3, { role: "rank" }],
  ])("%s", async (_what, text, value, expected) => {
    expect(one(await figuresOf(text), value)).toMatchObject(expected);
  });
});

describe("rows that are no figures", () => {
  test.each([
    [
      "sessions and congresses",
      "深入学习党的二十届四中全会精神，落实县十七届人大三次会议部署，办好第六届茶博会。",
    ],
    ["tiers and one of a row", "我县改革稳居全市第一方阵，位列第二梯队，成为保持领先的第一批试点。"],
    [
      "addresses and contacts",
      "地址：鹤城街道临江路145-147号2号楼3014室，咨询电话：68218901，邮编：323900。",
    ],
    ["standards and numbered papers", "按照GB/T 39735-2020和青政办发〔2022〕15号执行。"],
    ["hours and anniversaries", "大厅上午8点至下午5点开放，隆重庆祝建县20周年。"],
    ["ratios that name no parts", "水泥、沙子按1.5:2.5:4.0配比，材质比为3.9:59.5:30.1。"],
    ["a span of years that is only named", "过去的一年，是我县攻坚克难的五年。"],
  ])("are %s", async (_what, text) => {
    expect((await figuresOf(text)).map((f) => f.raw)).toEqual([]);
  });

  test("but what is counted with the same words is booked", async () => {
    const figures = await figuresOf(
      "连续举办两届博览会，粮食生产实现18连增，连续三年获评优秀，大厅共有12室，接听电话31500个，增速居全市第二。",
    );
    expect(figures.map((f) => f.raw)).toEqual(["两届", "18连增", "三年", "12", "31500个", "第二"]);
  });

  test("are cells whose heading says that they name something", async () => {
    const { figures } = await entryOf(
      "青田县2022年一览.md",
      "# 青田县2022年政务服务大厅一览\n\n| 大厅 | 窗口数 | 联系电话 | 邮政编码 |\n|---|---|---|---|\n| 鹤城 | 36 | 6821890 | 323900 |\n| 温溪 | 21 | 6821891 | 323903 |\n",
    );
    expect(figures.map(({ figure }) => figure.raw)).toEqual(["36", "21"]);
  });

  test("units of power lines, degrees and schools are read whole", async () => {
    const figures = await figuresOf("新增1000千伏变电站1座，夏季气温17.9摄氏度，新建学校200所以上。");
    expect(figures.map((f) => [f.raw, f.unit])).toEqual([
      ["1000千伏", "千伏"],
      ["1座", "座"],
      ["17.9摄氏度", "摄氏度"],
      ["200所以上", "所"],
    ]);
  });
});

describe("whose figure it is", () => {
  test("is the report's region where the sentence names none", async () => {
    const [figure] = await figuresOf("全年办件8.2万件。");
    expect(figure).toMatchObject({ region: "青田县", regionCode: "331121", partner: "", places: [] });
  });

  test("is a pair's where the report acts with another region", async () => {
    const figures = await figuresOf("与缙云县互办42个事项，与永嘉县互办36个事项。");
    expect(one(figures, 42)).toMatchObject({ regionCode: "331121", partner: "缙云县" });
    expect(one(figures, 36)).toMatchObject({ regionCode: "331121", partner: "永嘉县" });
  });

  test("is a place's inside the region where the clause names it", async () => {
    const figures = await figuresOf("全县办件9.6万件，温溪镇办件1.3万件。");
    expect(one(figures, 1.3)).toMatchObject({ region: "温溪镇", regionCode: "331121" });
    expect(one(figures, 1.3).places).toHaveLength(1);
    expect(one(figures, 9.6)).toMatchObject({ region: "青田县", places: [] });
  });
});

describe("periods", () => {
  test.each<[string, string, number, string, boolean]>([
    ["the report's own where none is named", "办件8.2万件。", 8.2, "2022", false],
    ["the year of the same sentence", "2021年办件7.4万件，2022年办件9.7万件。", 7.4, "2021", true],
    ["the nearest year before the number", "2021年办件7.4万件，2022年办件9.7万件。", 9.7, "2022", true],
    ["half a year", "2022年上半年受理4.4万件。", 4.4, "2022-01/2022-06", true],
    ["months", "2022年1至5月受理3.9万件。", 3.9, "2022-01/2022-05", true],
    ["去年 by the report's year", "去年办件6.8万件。", 6.8, "2021", true],
    ["five-year plans", "“十三五”期间建成驿站64座。", 64, "2016/2020", true],
  ])("%s", async (_what, text, value, label, stated) => {
    const { period, periodStated } = one(await figuresOf(text), value);
    expect(period?.label).toBe(label);
    expect(periodStated).toBe(stated);
  });

  test.each([
    ["截至11月底，累计受理2.9万件。", "2022-11"],
    ["截至2022年9月30日，累计受理2.9万件。", "2022-09"],
  ])("%s is a state at that month", async (text, month) => {
    const { period } = one(await figuresOf(text), 2.9);
    expect(period).toMatchObject({ start: month, end: month, pointInTime: true });
  });

  test("五年来 opens a paragraph of several years' totals", async () => {
    const figures = await figuresOf("五年来，累计建成农村公路420公里，新增停车位5200个。");
    for (const value of [420, 5200]) {
      expect(one(figures, value).period).toMatchObject({ start: "2018-01", end: "2022-12" });
    }
  });

  test("a report to a congress tells the year before and plans its own", async () => {
    const { report, figures } = await entryOf(
      "新昌县2024年政府工作报告.txt",
      "新昌县2024年政府工作报告\n各位代表：\n一、2023年工作回顾\n过去一年，工业投资达到612亿元。新建学校3所。\n五年来，累计建成绿道420公里。\n二、2024年工作安排\n今年要完成改造86处，力争新增就业9000人。\n",
    );
    const rows = figures.map(({ figure }) => figure);
    expect(report).toMatchObject({ period: { label: "2023" }, anchorYear: 2024, region: { name: "新昌县" } });
    expect(one(rows, 612)).toMatchObject({ period: { label: "2023" }, status: "actual" });
    expect(one(rows, 3)).toMatchObject({ period: { label: "2023" }, status: "actual" });
    expect(one(rows, 420).period).toMatchObject({ start: "2019-01", end: "2023-12" });
    expect(one(rows, 86)).toMatchObject({ period: { label: "2024" }, status: "plan" });
    expect(one(rows, 9000)).toMatchObject({ period: { label: "2024" }, status: "plan" });
  });
});

describe("plans", () => {
  const text = (heading: string, sentence: string) =>
    `青田县政务服务中心2022年工作总结\n一、主要工作开展情况\n全年办件8.2万件。\n二、${heading}\n${sentence}\n`;

  test.each(["2023年工作计划", "下一步工作打算", "明年重点任务"])(
    "stand under the heading %s",
    async (heading) => {
      const { figures } = await entryOf("青田县2022年总结.txt", text(heading, "新增便民网点25个。"));
      const rows = figures.map(({ figure }) => figure);
      expect(one(rows, 25)).toMatchObject({ status: "plan", period: { label: "2023" } });
      expect(one(rows, 8.2)).toMatchObject({ status: "actual", period: { label: "2022" } });
    },
  );

  test.each([
    ["力争", "力争全程网办率达到92%。"],
    ["到…年", "到2025年，实现通办事项300项。"],
    ["确保", "下一步确保办理时限不超过3天。"],
  ])("are told by %s outside such a section", async (_what, sentence) => {
    const figures = await figuresOf(sentence);
    expect(figures.length).toBeGreaterThan(0);
    expect(figures.every((f) => f.status === "plan")).toBe(true);
  });

  test("are not results that were completed", async () => {
    expect(one(await figuresOf("已完成改造任务46处。"), 46).status).toBe("actual");
  });
});
