/**
 * Contradictions inside one report, in our own words: parts against totals, rates against counts, two values.
 * What is rounded, qualified, overlapping or of another scope is no contradiction.
 */
import { describe, expect, test } from "vitest";
import type { Contradiction } from "../../src/domain/index.ts";
import { entryOf } from "../support/ledger-fixture.ts";

async function auditOf(body: string): Promise<{ found: Contradiction[]; raws: string[][] }> {
  const text = `青田县政务服务中心2022年工作总结\n一、主要工作开展情况\n${body}\n`;
  const { report, figures } = await entryOf("青田县2022年总结.txt", text);
  const raw = (id: string) => figures.find((row) => row.figure.id === id)?.figure.raw ?? "?";
  return {
    found: report.contradictions,
    raws: report.contradictions.map((contradiction) => contradiction.figureIds.map(raw)),
  };
}

describe("finds", () => {
  test.each<[string, string, Contradiction["kind"], string[]]>([
    [
      "parts of one kind that add up to more than their total",
      "全年监测到安全告警820起，其中高危告警560起，中危告警310起。",
      "parts-exceed-total",
      ["820起", "560起", "310起"],
    ],
    [
      "one part greater than its total",
      "全县设置综合窗口46个，其中无差别窗口52个。",
      "parts-exceed-total",
      ["46个", "52个"],
    ],
    [
      "a list of kinds that adds up to more",
      "在用公众账号12个，包括微信号7个、微博号4个、视频号3个。",
      "parts-exceed-total",
      ["12个", "7个", "4个", "3个"],
    ],
    [
      "a complete list in the next sentence that adds up to less",
      "全县共有便民服务点132个。分别包括镇级服务点32个、村级服务点90个。",
      "parts-differ-from-total",
      ["132个", "32个", "90个"],
    ],
    [
      "a list by type in the next sentence",
      "热线全年受理诉求3.2万件。按类型分，咨询类有21000件，求助类有13000件。",
      "parts-exceed-total",
      ["3.2万件", "21000件", "13000件"],
    ],
    [
      "what something is divided into",
      "清单共列出事项240项，分为许可类事项130项、服务类事项95项。",
      "parts-differ-from-total",
      ["240项", "130项", "95项"],
    ],
    [
      "what something is made of",
      "专班共有工作人员30人，由业务骨干18人、技术人员9人组成。",
      "parts-differ-from-total",
      ["30人", "18人", "9人"],
    ],
    [
      "parts and total in traditional characters",
      "全年監測到安全告警820起，其中高危告警560起，中危告警310起。",
      "parts-exceed-total",
      ["820起", "560起", "310起"],
    ],
    [
      "a rate that its two counts do not give",
      "全年派发工单4200件，已办结3780件，办结率达95.2%。",
      "share-differs",
      ["95.2%", "3780件", "4200件"],
    ],
    [
      "a rate told in other words than its count",
      "窗口上线事项1500项，其中可网上办理1200项，网上可办率为70.5%。",
      "share-differs",
      ["70.5%", "1200项", "1500项"],
    ],
    [
      "one measure told twice",
      "全县实名注册用户27.5万人。\n二、政务服务情况\n截至年底，大厅加强宣传引导。全县实名注册用户29.1万人。",
      "two-values",
      ["27.5万人", "29.1万人"],
    ],
  ])("%s", async (_what, body, kind, involved) => {
    const { found, raws } = await auditOf(body);
    expect(found.map((c) => c.kind)).toEqual([kind]);
    expect(raws[0]).toEqual(involved);
    for (const raw of involved) expect(found[0]?.detail).toContain(raw);
  });

  test("both lists of parts that do not fit one total", async () => {
    const { raws } = await auditOf(
      "全年监测到安全告警820起，其中高危告警560起，中危告警310起。分别包括主机告警500起，网络告警400起。",
    );
    expect(raws).toEqual([
      ["820起", "560起", "310起"],
      ["820起", "500起", "400起"],
    ]);
  });

  test("the sum and both counts in its words", async () => {
    const { found } = await auditOf("全年监测到安全告警820起，其中高危告警560起，中危告警310起。");
    expect(found[0]?.detail).toBe("总数 820起，各项 560起 + 310起 = 870起，多于总数");
  });
});

describe("leaves alone", () => {
  test.each<[string, string]>([
    ["parts that leave a rest", "全年监测到安全告警820起，其中高危告警360起，中危告警310起。"],
    ["a complete list that adds up", "在用公众账号14个，分别包括微信号7个、微博号4个、视频号3个。"],
    ["parts that may overlap", "全县网民共90万人，其中手机网民88万人，农村网民31万人。"],
    ["parts that are steps of one work", "受理业务2600宗，其中联合验收240宗，已办结2598宗。"],
    ["rounded parts", "热线受理诉求6.5万件，其中高频诉求3.3万件，中频诉求3.25万件。"],
    ["a total that is said to be about", "收到线索约180条，包括电话线索90条、来访线索95条。"],
    ["parts of another unit", "举办活动12场，其中线上活动服务900人、线下活动服务800人。"],
    ["a plan beside a result", "已建成驿站12个，其中今年计划新增驿站20个。"],
    ["a rate rounded the other way", "全年派发工单3617件，已办结2823件，办结率达78.04%。"],
    ["a rate without decimals", "全年派发工单300件，已办结290件，办结率达97%。"],
    ["a rate of something narrower", "全年派发工单4200件，已办结3780件，按时办结率达99.2%。"],
    ["a rate of another count", "全年派发工单4200件，回访1500件，满意率达97.3%。"],
    ["a rate of the first of three counts", "派发工单400件，办结360件，群众满意180件，满意率45%。"],
    ["a rate of two parts of a whole that is not told", "非常满意评价2000条，满意评价300条，满意率100%。"],
    ["a rate of a starting price", "产权交易160项，成交金额3亿元，增值1亿元，增值率50%。"],
    [
      "two things under one heading",
      "三、六月情况\n（一）县长信箱\n全县受理市民来信27件。\n（二）书记信箱\n全县受理市民来信23件。",
    ],
    [
      "the whole and its own level",
      "三、全县收支\n一般公共预算支出36亿元。\n四、县本级收支\n一般公共预算支出7亿元。",
    ],
    ["one measure of two scopes", "全县网上可办率96.4%。\n县本级网上可办率99.5%。"],
    ["one measure of two years", "2021年实名注册用户21.3万人。\n2022年实名注册用户27.5万人。"],
    ["one measure of three records", "项目总投资达2亿元。\n项目总投资达3亿元。\n项目总投资达5亿元。"],
    ["an average beside another", "全县平均办理时间3天。\n全县平均办理时间5天。"],
  ])("%s", async (_what, body) => {
    expect((await auditOf(body)).found).toEqual([]);
  });
});
