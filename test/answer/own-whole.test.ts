/**
 * A question about 湛江市 was answered with 全市 of 吴川市's report, and one about 南昌县 with the figure of 南昌市. A
 * place means itself.
 */
import { expect, test } from "vitest";
import { buildIndex } from "../support/index-fixture.ts";

test("全市 in the report of a city within a city is never the outer city's figure", async () => {
  const index = await buildIndex({
    "吴川市政务服务中心2023年工作总结.txt":
      "吴川市政务服务中心2023年工作总结\n2023年，全市布设政务服务自助终端74台。\n",
  });
  try {
    const { assistant } = index;
    const outer = await assistant.ask({ question: "湛江市2023年布设自助终端多少台" });
    expect(outer.figures).toEqual([]);
    expect(outer.kind).toBe("refusal");
    const own = await assistant.ask({ question: "吴川市2023年布设自助终端多少台" });
    expect(own.figures[0]).toMatchObject({ value: 74, region: "吴川市" });
  } finally {
    await index.close();
  }
});

test("a city's own name in the title of its report names no county of that name", async () => {
  const index = await buildIndex({
    "承德市2023年热线通报.txt":
      "承德市2023年政务服务热线通报\n全市热线受理诉求8.4万件，其中承德县0.9万件。\n满意率后两位的单位为承德县住建局、滦平县城管局。\n",
  });
  try {
    const { assistant } = index;
    const whole = await assistant.ask({ question: "承德市2023年热线受理诉求多少件" });
    expect(whole.figures[0]).toMatchObject({ value: 8.4, region: "承德市" });
    const county = await assistant.ask({ question: "承德县2023年热线受理诉求多少件" });
    expect(county.figures[0]).toMatchObject({ value: 0.9, region: "承德县" });
    const rate = await assistant.ask({ question: "滦平县2023年热线受理诉求多少件" });
    expect(rate.figures).toEqual([]);
  } finally {
    await index.close();
  }
});
