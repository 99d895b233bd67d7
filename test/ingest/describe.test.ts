/**
 * Title, region and period of made-up reports, and which source each came from.
 */
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { entryOf } from "../support/ledger-fixture.ts";

describe("a report's region", () => {
  test.each<[string, string, string, string, string]>([
    ["the title", "a.txt", "丽水市青田县政务服务中心2022年工作总结\n办件8.2万件。", "青田县", "title"],
    ["the file name", "青田县2022.txt", "全年工作总结报告\n我县办件8.2万件。", "青田县", "file-name"],
    ["the text", "001.txt", "青田县行政审批局持续优化服务。青田县办件8.2万件。", "青田县", "text"],
    [
      "its townships where the text never names it",
      "002.txt",
      "我县继续深化改革。环峰镇便民服务中心建成投用。昭关镇、仙踪镇设立代办点16个。",
      "含山县",
      "gazetteer",
    ],
  ])("comes from %s", async (_what, file, text, name, source) => {
    const { report } = await entryOf(file, text);
    expect(report.region?.name).toBe(name);
    expect(report.describedFrom.region).toBe(source);
  });

  test("of front matter wins over the text", async () => {
    const { report } = await entryOf(
      "a.md",
      "---\nregion: 德清县\n---\n# 青田县2022年总结\n\n办件8.2万件。\n",
    );
    expect(report).toMatchObject({ region: { name: "德清县" }, describedFrom: { region: "front-matter" } });
  });

  test("of an override wins over front matter", async () => {
    const text = "---\nregion: 德清县\n---\n# 2022年总结\n\n办件8.2万件。\n";
    const { report } = await entryOf("a.md", text, { region: "青田县" });
    expect(report).toMatchObject({ region: { name: "青田县" }, describedFrom: { region: "override" } });
  });

  test("is the province where a customs office named after its seat counts the province", async () => {
    const wide = "近日从烟台海关获悉，今年1至5月，山东省新增备案企业3100家，全省累计备案4.2万家。";
    const narrow =
      "近日从烟台海关获悉，今年1至5月，全市新增备案企业310家，比山东省平均快两成，全省排名第三。";
    expect((await entryOf("烟台海关备案企业.txt", wide)).report.region?.name).toBe("山东省");
    expect((await entryOf("烟台海关备案企业.txt", narrow)).report.region?.name).toBe("烟台市");
  });

  test("stays the city for an office whose area is the city, however often the province is named", async () => {
    const text = "烟台市统计局2022年工作总结\n山东省下达任务，全省一盘棋，山东省考核优秀。办件8.2万件。";
    expect((await entryOf("a.txt", text)).report.region?.name).toBe("烟台市");
  });

  test("is shown under the name that the text writes, where statistics write another", async () => {
    const text = "武汉市江汉区万松街道2022年便民服务情况报告\n万松街道设窗口6个，办件4100件。";
    const { report } = await entryOf("a.txt", text);
    expect(report.region).toMatchObject({ name: "万松街道", level: "township" });
  });

  test("stays unknown, with a warning that names the fix, rather than guessed", async () => {
    const { report, warnings } = await entryOf("总结.txt", "某单位2022年总结\n全年办件8.2万件。");
    expect(report.region).toBeNull();
    expect(warnings.join()).toMatch(/没有认出报告所属的地区.*\.meta\.json/);
  });
});

describe("a report's period", () => {
  test.each<[string, string, string, string]>([
    ["the year of the title", "a.txt", "青田县政务服务中心2022年工作总结\n办件8.2万件。", "2022"],
    ["the half year of the title", "a.txt", "青田县2023年上半年工作总结\n办件8.2万件。", "2023-01/2023-06"],
    ["the file name", "青田县2021年总结.txt", "工作\n办件8.2万件。", "2021"],
    ["the text", "青田县.txt", "2020年，青田县政务服务中心提升服务。办件8.2万件。", "2020"],
    [
      "the year before, for a report to a congress",
      "a.txt",
      "青田县2024年政府工作报告\n各位代表：\n办件8.2万件。",
      "2023",
    ],
  ])("is %s", async (_what, file, text, label) => {
    const { report } = await entryOf(file, text);
    expect(report.period?.label).toBe(label);
  });

  test("of an override wins", async () => {
    const text = "青田县政务服务中心2022年工作总结\n办件8.2万件。";
    const { report, figures } = await entryOf("a.txt", text, { period: "2019年" });
    expect(report).toMatchObject({ period: { label: "2019" }, describedFrom: { period: "override" } });
    expect(figures.map(({ figure }) => figure.period?.label)).toEqual(["2019"]);
  });

  test.each<[string, string, string, string, number]>([
    [
      "the months of the file name, in the year of publishing",
      "青田县上半年营商环境.txt",
      "2024-08-06 10:20，正文：记者从青田县获悉，全县办件8.2万件。",
      "2024-01/2024-06",
      2024,
    ],
    [
      "the months of the first sentence that counts",
      "青田县办件.txt",
      "2024-07-21 08:00，正文：记者获悉，今年1月至5月，青田县新登记企业910家。今年以来日均办件77件。",
      "2024-01/2024-05",
      2024,
    ],
    [
      "from the start of an open span to the month of publishing",
      "青田县平台.txt",
      "2024-03-05，正文：记者获悉，平台自2023年4月起在青田县使用，至今共上线事项560项。",
      "2023-04/2024-03",
      2024,
    ],
    [
      "from January to the dateline for what was done this year",
      "青田县帮办.txt",
      "记者 某某9月2日上午，青田县举行2024年上半年经济运行发布会。今年以来，青田县帮办300余件，回访250次。",
      "2024-01/2024-09",
      2024,
    ],
    [
      "to the end of the month before, for a text of its first days that counts to now",
      "青田县准入.txt",
      "2024-08-01，正文：记者获悉，2024年以来，青田县扎实开展行动。截至目前，全县新增主体1720户。",
      "2024-01/2024-07",
      2024,
    ],
    [
      "both years that the figures are told of",
      "青田县双评.txt",
      "2024-05-17，正文：近日，青田县收到锦旗。2023年，青田县收到意见8件。2024年，青田县收到意见2件。",
      "2023/2024",
      2024,
    ],
    [
      "the year after the last published statistics, for a text dated by day only",
      "青田县缴存.txt",
      "见习记者 某某 青田报道6月26日，青田县公积金发布会召开。基数上限为统计部门公布的2023年度平均工资的三倍。共结息2.1亿元。",
      "2024",
      2024,
    ],
    [
      "the year before, when the text tells of nothing later",
      "青田县热线.txt",
      "发布时间：2024-01-09\n青田县热线工作。2023年，青田县受理来电5.1万件。2023年，满意率98%。",
      "2023",
      2023,
    ],
  ])("is %s", async (_what, file, text, label, anchorYear) => {
    const { report } = await entryOf(file, text);
    expect(report.period?.label).toBe(label);
    expect(report.anchorYear).toBe(anchorYear);
  });

  test("is not the publishing date, which a span's end is not either", async () => {
    const text =
      "截至2023年6月30日，青田县设窗口60个。2023年上半年办件8.2万件。\n青田县政务服务局\n2023年7月12日";
    const { report } = await entryOf("青田县窗口.txt", text);
    expect(report.publishedOn).toBe("2023-07-12");
    expect(report.period?.label).toBe("2023-01/2023-06");
  });

  test("of a press text about the year before keeps this year for its 今年", async () => {
    const text =
      "2024-07-28，正文：中新网青田7月28日电 记者获悉，青田县全年办件8.2万件。今年起青田县再增窗口3个。";
    const { report } = await entryOf("青田县2023年发展报告发布会.txt", text);
    expect(report).toMatchObject({ period: { label: "2023" }, anchorYear: 2024 });
  });

  test("covers the years that the title spans", async () => {
    const { report } = await entryOf("a.txt", "青田县2021—2023年政务服务总结\n三年办件8.2万件。");
    expect(report.period).toMatchObject({ start: "2021-01", end: "2023-12" });
  });

  test("stays unknown where a text says months and no year, and the warning says so", async () => {
    const { report, warnings } = await entryOf("a.txt", "青田县政务服务中心今年1月至6月办件8.2万件。");
    expect(report.period).toBeNull();
    expect(warnings.join()).toMatch(/只写了今年1月至6月，没有写年份.*\.meta\.json/);
  });

  test("stays unknown, with a warning, where nothing dates the text", async () => {
    const { report, warnings } = await entryOf("a.txt", "青田县政务服务中心持续改进服务。办件8.2万件。");
    expect(report.period).toBeNull();
    expect(warnings.join()).toContain("没有认出报告的时期");
  });
});

describe("今年 and 去年 of a report", () => {
  const YEARS = "青田县政务服务中心2021年工作总结";

  test.each<[string, string, string, Record<string, string>]>([
    [
      "published in the year that it tells, with a plan for the next",
      "a.txt",
      `${YEARS}\n发布时间：2021-12-09\n今年拦截攻击5800次。\n二、2022年工作计划\n新增网点12个。`,
      { "5800次": "2021", "12个": "2022" },
    ],
    [
      "published after it, that looks back on 今年以来",
      "a.txt",
      `${YEARS}\n发布时间：2022-01-19\n今年以来，拦截攻击5800次，比去年多1700次。\n二、2022年工作计划\n今年新增网点12个。`,
      { "5800次": "2021 以来", "1700次": "2021 以来", "12个": "2022" },
    ],
    [
      "signed in January without a year in its title",
      "a.txt",
      "青田县政务服务中心工作总结\n今年以来，拦截攻击5800次。\n2022年1月8日",
      { "5800次": "2021 以来" },
    ],
    [
      "signed in spring that tells of 去年",
      "a.txt",
      "青田县政务服务中心工作总结\n去年，拦截攻击5800次。\n2022年2月8日",
      { "5800次": "2021" },
    ],
    [
      "to a congress",
      "青田县2022年政府工作报告.txt",
      "青田县2022年政府工作报告\n过去一年，新增企业520家。去年财政收入20亿元。当年减税3亿元。\n二、2022年工作安排\n今年新建学校6所。",
      { "520家": "2021", "20亿元": "2021", "3亿元": "2021", "6所": "2022" },
    ],
    [
      "on how the tasks of such a report get on within its year",
      "附件2.txt",
      "2022年1-3月份青田县《政府工作报告》目标任务完成情况\n办件8.2万件。",
      { "8.2万件": "2022-01/2022-03" },
    ],
  ])("%s", async (_what, file, text, labels) => {
    const { figures } = await entryOf(file, text);
    const booked = Object.fromEntries(figures.map(({ figure }) => [figure.raw, figure.period?.label]));
    expect(booked).toMatchObject(labels);
  });

  test("今年以来 of half a year ends with it", async () => {
    const text = "青田县政务服务中心2024年上半年工作总结\n今年以来，办件5800件。";
    const { figures } = await entryOf("a.txt", text);
    expect(figures[0]?.figure.period).toMatchObject({ start: "2024-01", end: "2024-06" });
  });
});

describe("a report's title and organisation", () => {
  test("are the title line and the body that it names", async () => {
    const { report } = await entryOf("a.txt", "首页\n青田县政务服务管理局2022年工作总结\n办件8.2万件。");
    expect(report.title).toBe("青田县政务服务管理局2022年工作总结");
    expect(report.organisation).toBe("青田县政务服务管理局");
  });

  test("are simplified for a traditional text of Big5, whose figures keep their characters", async () => {
    const text = "青田縣政務服務管理局2022年工作總結\n辦件8.2萬件,群眾滿意率為99.1%。";
    const { report, figures } = await entryOf("a.txt", iconv.encode(text, "big5"));
    expect(report).toMatchObject({ organisation: "青田县政务服务管理局", region: { name: "青田县" } });
    expect(figures.map(({ figure }) => figure.raw)).toEqual(["8.2萬件", "99.1%"]);
  });

  test("of html come from the page and not from its navigation", async () => {
    const html =
      '<html><head><meta charset="utf-8"><title>青田县2022年总结_青田县政府网</title></head><body><ul class="nav"><li><a href="/">首页 99 条</a></li></ul><h1>青田县政务服务管理局2022年工作总结</h1><p>全年办件8.2万件。</p><div class="footer">浏览 3206 次</div></body></html>';
    const { report, figures } = await entryOf("a.html", html);
    expect(report).toMatchObject({ region: { name: "青田县" }, period: { label: "2022" } });
    expect(report.title).toContain("青田县");
    expect(figures.map(({ figure }) => figure.raw)).toEqual(["8.2万件"]);
  });

  test("come from below a page's buttons, however many lines they take", async () => {
    const buttons = ["下载", "打印", "全屏", "收藏", "加大", "还原", "减小", "】", "分享"].join("\n\n");
    const { report } = await entryOf("001.txt", `${buttons}\n\n2022年青田县政务服务工作报告\n办件8.2万件。`);
    expect(report.title).toBe("2022年青田县政务服务工作报告");
  });

  test("take the file's name where it says more than the title line", async () => {
    const { report } = await entryOf("青田县2022年工作总结.txt", "工作总结材料\n办件8.2万件。");
    expect(report.title).toBe("工作总结材料");
    const { report: fuller } = await entryOf(
      "青田县政务服务工作报告2022.txt",
      "政务服务工作报告\n办件8.2万件。",
    );
    expect(fuller.title).toBe("青田县政务服务工作报告2022");
  });

  test("never take a person at a counter for an organisation", async () => {
    const text =
      "2023-07-30，正文：近日，青田县一家餐饮店的负责人在政务服务中心办好证照。青田县办件8.2万件。";
    expect((await entryOf("青田县证照.txt", text)).report.organisation).not.toContain("负责人");
  });

  test("read the publishing date that the page gives", async () => {
    const { report } = await entryOf("a.txt", "青田县2022年总结\n发布时间：2023-01-16\n办件8.2万件。");
    expect(report.publishedOn).toBe("2023-01-16");
  });
});

describe("damaged characters", () => {
  test("are shown as they are and counted in a warning that shows the first", async () => {
    const text = "青田县2022年总结\n办件\ufffd\ufffd8.2万件。\n群众锟斤拷锟斤拷满意。\ue123图标";
    const { report, warnings } = await entryOf("a.txt", text);
    expect(report.text).toBe(text);
    expect(warnings.join()).toMatch(
      /3 处损坏的字符，最先在第 2 行“.*办件\ufffd\ufffd8\.2.*”，其中 1 处紧挨数字/,
    );
  });

  test("are not seen in a sound text with rare characters, dots and symbols", async () => {
    const text = "青田县2022年总结\n垎塔埠・犇羴鱻“①②③”★办件8.2万件……①℃㎡×÷—约50%，Café。";
    expect((await entryOf("a.txt", text)).warnings.join()).not.toContain("损坏");
  });
});

test("lines of a page's index are no title", async () => {
  const { report } = await entryOf(
    "a.txt",
    "索引号 11330000/2022-1 生成日期 2022-04-18\n发布机构 县统计局 文号\n组配分类 统计公报 主题分类\n青田县2021年国民经济和社会发展统计公报\n全年办件8.2万件。\n",
  );
  expect(report.title).toBe("青田县2021年国民经济和社会发展统计公报");
});

test.each(["当前位置：首页 > 12345 > 运行情况通报", "首页 > 政民互动 > 热线情况"])(
  "%s is no title",
  async (line) => {
    const { report } = await entryOf("a.txt", `${line}\n青田县2023年9月热线运行情况\n受理诉求860件。\n`);
    expect(report.title).toBe("青田县2023年9月热线运行情况");
  },
);

test("months to months are no publishing date", async () => {
  const { report } = await entryOf("a.txt", "青田县热线情况\n2022年1-6月，受理诉求860件。\n2022年7月11日\n");
  expect(report.publishedOn).toBe("2022-07-11");
});

test("an office that tells of its own city keeps it, whatever it is compared with", async () => {
  const text = "今年前三季度，丽水市进出口95亿元，比浙江省全省高3个百分点。丽水进口20亿元。";
  const { report } = await entryOf("丽水海关2021年前三季度.txt", text);
  expect(report.region?.name).toBe("丽水市");
});

test("the place where a nationwide text was written is not its region", async () => {
  const text = "某报北京10月30日讯 今年前三季度，全国新设企业58万户。全国登记在册企业134万户。";
  const { report } = await entryOf("全国企业2020年前三季度.txt", text);
  expect(report.region).toBeNull();
});
