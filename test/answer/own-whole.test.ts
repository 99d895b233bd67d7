/**
 * A question about 湛江市 was answered with 全市 of 吴川市's report: a city within the city means itself.
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
