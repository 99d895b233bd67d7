/**
 * Figures that carry the words of a question and still measure something else: growth for a level, what was added for
 * what there is, one year for five, a town for its county, a head for all. Each is refused, and answered once the
 * report tells what was asked.
 */
import { describe, expect, test } from "vitest";
import { buildIndex, spoken } from "../support/index-fixture.ts";

const TITLE = "松阳县2024年政府工作总结\n一、2024年工作情况\n";

/** What the report tells instead, the question, what would answer it, and the figure of that. */
const CASES: [string, string, string, string][] = [
  [
    "地区生产总值170亿元，增长8%；固定资产投资增长16.5%。",
    "松阳2024年固定资产投资多少亿",
    "固定资产投资完成88亿元。",
    "88亿元",
  ],
  ["进口木材同比增长30.5%。", "松阳2024年木材进口额是多少", "木材进口额12亿元。", "12亿元"],
  ["地区生产总值全省排名上升4位。", "松阳2024年地区生产总值", "地区生产总值150亿元。", "150亿元"],
  ["人均地区生产总值66731元。", "松阳2024年GDP多少", "地区生产总值150亿元。", "150亿元"],
  ["常住人口城镇化率提高1.2个百分点。", "松阳城镇化率是多少", "常住人口城镇化率58%。", "58%"],
  ["新登记经营主体3185户。", "松阳现在有多少户经营主体", "实有经营主体2.6万户。", "2.6万户"],
  [
    "一般企业投资项目审批时间再压缩5个工作日。",
    "松阳一般企业投资项目审批要几个工作日",
    "一般企业投资项目审批时间为12个工作日。",
    "12个工作日",
  ],
  [
    "2024年城镇新增就业5210人。",
    "松阳十四五城镇新增就业一共多少人",
    "“十四五”期间，城镇新增就业累计2.5万人。",
    "2.5万人",
  ],
];

describe("a figure of something else", () => {
  test.each(CASES)("%s — %s", async (other, question, right, figure) => {
    const without = await buildIndex({ "松阳县2024.txt": `${TITLE}${other}\n` });
    const whole = await buildIndex({ "松阳县2024.txt": `${TITLE}${other}\n${right}\n` });
    try {
      expect(await without.assistant.ask({ question })).toMatchObject({ kind: "refusal", figures: [] });
      expect(spoken((await whole.assistant.ask({ question })).figures)[0]).toBe(figure);
    } finally {
      await without.close();
      await whole.close();
    }
  });

  test("of a town is none of its county, and answers for the town", async () => {
    const index = await buildIndex({
      "安吉县2024.txt":
        "安吉县2024年政务服务工作总结\n一、工作情况\n梅溪镇办件2.3万件，天荒坪镇办件1.9万件。\n",
    });
    const county = await index.assistant.ask({ question: "安吉2024年办件多少件" });
    expect(county).toMatchObject({ kind: "refusal", figures: [] });
    expect(spoken((await index.assistant.ask({ question: "安吉梅溪镇办件多少件" })).figures)[0]).toBe(
      "2.3万件",
    );
    const named = await index.assistant.ask({ question: "安吉2024年梅溪镇办件多少件" });
    expect(spoken(named.figures)[0]).toBe("2.3万件");
    await index.close();
  });

  test("of a street that stands alone before it is the street's, and is told with its name", async () => {
    const index = await buildIndex({
      "安吉县2024年8月热线.txt":
        "安吉县2024年8月12345热线办理通报\n一、基本情况\n办件最多的乡镇：梅溪镇人民政府，转办23件；天荒坪镇人民政府，转办16件。\n",
    });
    const town = await index.assistant.ask({ question: "安吉2024年8月梅溪镇转办了几件" });
    expect(town.figures[0]).toMatchObject({ value: 23, region: "梅溪镇" });
    expect(town.text).toContain("梅溪镇人民政府，转办23件");
    await index.close();
  });
});
