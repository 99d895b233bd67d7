/**
 * Which period a periodical tells, and what a report of how a plan went tells as results.
 */
import { describe, expect, test } from "vitest";
import { entryOf } from "../support/ledger-fixture.ts";

describe("a periodical's period", () => {
  test.each<[string, string, string, string]>([
    [
      "days from the first to the last",
      "2024年青田县便民热线分析（7月1日-7月31日）",
      "转派工单860件。",
      "2024-07",
    ],
    [
      "days of a quarter",
      "青田县便民热线专报（2024年4月1日至6月30日）",
      "转派工单860件。",
      "2024-04/2024-06",
    ],
    ["the month in the title", "青田县2024年8月便民热线运行分析报告", "转派工单860件。", "2024-08"],
    [
      "an issue whose month the text names",
      "青田县便民热线2024年第3期（总第40期）情况",
      "本月受理诉求860件。3月份，在线解答500件。",
      "2024-03",
    ],
    [
      "no issue that tells of no month",
      "青田县便民热线2024年第3期（总第40期）情况",
      "受理诉求860件。",
      "2024",
    ],
    [
      "the month that the text opens with",
      "青田县2024年8月诉求情况",
      "2024年8月，受理诉求860件。",
      "2024-08",
    ],
    [
      "no month in brackets, which is the publishing's",
      "青田县便民热线情况通报（2024年3月）",
      "去年受理诉求860件。",
      "2024",
    ],
  ])("is read from %s", async (_what, title, text, label) => {
    const { report } = await entryOf("a.txt", `${title}\n${text}\n`);
    expect(report.period?.label).toBe(label);
  });

  test("that a person gave may be a month", async () => {
    const { report } = await entryOf("a.txt", "青田县情况\n办件860件。", { period: "2024年8月" });
    expect(report.period?.label).toBe("2024-08");
  });

  test("issue numbers are no figures", async () => {
    const { figures } = await entryOf("a.txt", "青田县便民热线2024年第3期（总第40期）\n受理诉求860件。\n");
    expect(figures.map(({ figure }) => figure.raw)).toEqual(["860件"]);
  });
});

describe("a report of how a plan went", () => {
  const title = "关于青田县2022年国民经济和社会发展计划执行情况与2023年国民经济和社会发展计划草案的报告";

  test("tells results of the one year and plans of the next", async () => {
    const { report, figures } = await entryOf(
      "a.txt",
      `${title}\n一、2022年国民经济和社会发展计划执行情况\n完成投资88亿元，同比增长3.2%，高于目标0.7个百分点。\n二、2023年国民经济和社会发展计划安排\n新建学校3所，计划实施项目60个。\n`,
    );
    expect(report).toMatchObject({ period: { label: "2022" }, anchorYear: 2023 });
    expect(figures.map(({ figure: f }) => [f.raw, f.status, f.period?.label])).toEqual([
      ["88亿元", "actual", "2022"],
      ["3.2%", "actual", "2022"],
      ["0.7个百分点", "actual", "2022"],
      ["3所", "plan", "2023"],
      ["60个", "plan", "2023"],
    ]);
  });

  test("of half a year plans the rest of that year", async () => {
    const { report, figures } = await entryOf(
      "a.txt",
      "青田县2023年上半年计划执行情况的报告\n一、上半年计划执行情况\n城镇新增就业完成4100人，同比增长2%。\n二、下半年工作打算\n新建驿站6座。\n三、下一步措施\n改造小区9个。\n",
    );
    expect(report.period?.label).toBe("2023-01/2023-06");
    expect(figures.map(({ figure: f }) => [f.raw, f.status, f.period?.label])).toEqual([
      ["4100人", "actual", "2023-01/2023-06"],
      ["2%", "actual", "2023-01/2023-06"],
      ["6座", "plan", "2023-07/2023-12"],
      ["9个", "plan", "2023"],
    ]);
  });

  test("held at the end of its own year tells that year", async () => {
    const { report } = await entryOf(
      "青田县2021年政府工作报告.txt",
      "青田县2021年政府工作报告\n（2021年12月20日）\n一、2021年工作回顾\n全年办件8.2万件。\n",
    );
    expect(report).toMatchObject({ period: { label: "2021" }, anchorYear: 2021 });
  });

  test("is none where the text only speaks about one", async () => {
    const { report } = await entryOf(
      "a.txt",
      "青田县2023年便民服务发布会\n本报讯 记者从“读懂政府工作报告”发布会获悉，2023年，全县办件8.2万件。\n",
    );
    expect(report.period?.label).toBe("2023");
  });
});

describe("a month that only the text tells", () => {
  test.each<[string, string, string]>([
    ["opens its first sentence with figures", "8月份，受理诉求860件。其中，咨询类500件。", "2024-08"],
    ["goes on with the months up to it", "8月份，受理诉求860件。1—8月，受理诉求6000件。", "2024-08"],
    ["is one of several", "3月，建成驿站5个。8月，建成驿站6个。", "2024"],
    ["is told beside the year", "3月，建成驿站5个。2024年，受理诉求860件。", "2024"],
    ["is a deadline's day", "截至8月11日，受理诉求860件。", "2024"],
  ])("%s", async (_what, text, label) => {
    const { report } = await entryOf("青田县热线办.txt", `${text}\n发布日期：2024-09-05\n`);
    expect(report.period?.label).toBe(label);
  });

  test("counts as 本月 beside a title that names it", async () => {
    const { report } = await entryOf("青田县2024年8月公共资源交易.txt", "本月完成交易项目114项。\n");
    expect(report.period?.label).toBe("2024-08");
  });
});

describe("a document of plans", () => {
  const points = "青田县数据局2023年工作要点\n2022年归集数据50万条。到2023年11月底，数据归集率达到98%。\n";

  test("tells plans, and what was reached before its year", async () => {
    const { figures } = await entryOf("青田县2023年工作要点.txt", points);
    expect(figures.map(({ figure }) => [figure.raw, figure.status])).toEqual([
      ["50万条", "actual"],
      ["98%", "plan"],
    ]);
  });
});

test("figures of months that are over are results under 重点工作 too", async () => {
  const { figures } = await entryOf(
    "青田县2023年9月热线情况.txt",
    "青田县2023年9月热线运行情况通报\n一、基本情况\n受理诉求860件。\n二、重点工作\n9月份，回访300件。\n",
  );
  expect(figures.map(({ figure }) => figure.status)).toEqual(["actual", "actual"]);
});

test("a share of a target that was done is a result", async () => {
  const { figures } = await entryOf("青田县2023年总结.txt", "青田县2023年总结\n完成年度目标任务的46.4%。\n");
  expect(figures.map(({ figure }) => figure.status)).toEqual(["actual"]);
});

test("what stands at the end of the year that a report tells is a result, 力争 beside it a plan", async () => {
  const { figures } = await entryOf(
    "青田县2024年度热线运行情况.txt",
    "青田县2024年度热线运行情况\n到2024年底，全县有接线员86名。到2025年底，力争满意率达98%。\n",
  );
  expect(figures.map(({ figure }) => [figure.raw, figure.status])).toEqual([
    ["86名", "actual"],
    ["98%", "plan"],
  ]);
});

test("增幅 and 减幅 are changes", async () => {
  const { figures } = await entryOf(
    "青田县2024年交易情况.txt",
    "青田县2024年交易情况\n政府采购交易金额3亿元，减幅为20%；工程交易金额9亿元，增幅为5%。\n",
  );
  expect(figures.map(({ figure }) => [figure.raw, figure.role])).toEqual([
    ["3亿元", "value"],
    ["20%", "change"],
    ["9亿元", "value"],
    ["5%", "change"],
  ]);
});
