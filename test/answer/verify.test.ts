/**
 * The gate over every answer: honest ones pass, forged ones are caught, whoever forged them.
 */
import { describe, expect, test } from "vitest";
import { type EvidenceSource, verify } from "../../src/answer/index.ts";
import type { Answer, AnswerFigure, Citation } from "../../src/domain/index.ts";
import type { ReportEntry } from "../../src/store/index.ts";
import { entryOf } from "../support/ledger-fixture.ts";

/** Booked by the real reader and ledger. */
const REPORTS = new Map(
  await Promise.all(
    [
      [
        "qingtian",
        `青田县2022年政务服务46条总结
一、2022年工作情况
热线共收到群众诉求4.8万件，办结率为98.6%。实名注册用户超过27.5万人。
二、2023年工作计划
智能终端力争达到90台，便民驿站达到70座。
`,
      ],
      ["jinyun", "缙云县2022年总结\n一、2022年工作情况\n热线共收到群众诉求31500件，办结率为97.4%。\n"],
    ].map(async ([id = "", text = ""]) => [id, await entryOf(`${id}.txt`, text)] as const),
  ),
);

function entry(id: string): ReportEntry {
  const found = REPORTS.get(id);
  if (!found) throw new Error("unknown report");
  return found;
}

const source: EvidenceSource = {
  text: (id) => entry(id).report.text,
  figures: (id) => entry(id).figures.map((row) => row.figure),
  titles: () => new Set([...REPORTS.values()].map(({ report }) => report.title)),
  regions: () => [...REPORTS.values()].map(({ report }) => report.region?.name ?? ""),
};

function cite(n: number, id: string, quote: string, changed: Partial<Citation> = {}): Citation {
  const { report, passages } = entry(id);
  const start = report.text.indexOf(quote);
  const holder = passages.find(({ passage }) => passage.start <= start && start < passage.end);
  const about = {
    title: report.title,
    file: report.file,
    region: report.region?.name ?? "",
    period: report.period?.label ?? "",
    section: holder?.passage.headings.join(" > ") ?? "",
  };
  return { n, report: id, ...about, quote, start, end: start + quote.length, ...changed };
}

function figure(raw: string, value: number, unit: string, changed: Partial<AnswerFigure> = {}): AnswerFigure {
  const about = {
    metric: "群众诉求",
    region: "青田县",
    period: "2022",
    status: "actual" as const,
    citation: 1,
  };
  return { value, unit, raw, ...about, ...changed };
}

const HOTLINE = "热线共收到群众诉求4.8万件，办结率为98.6%。";
const PLAN = "智能终端力争达到90台，便民驿站达到70座。";
const OTHER = "热线共收到群众诉求31500件，办结率为97.4%。";

function answer(changed: Partial<Answer> = {}): Answer {
  return {
    question: "青田县热线收到多少诉求，办结率是多少",
    kind: "figure",
    text: "青田县2022年：热线共收到群众诉求4.8万件[1]。\n办结率为98.6%[1]。",
    figures: [figure("4.8万件", 4.8, "万件"), figure("98.6%", 98.6, "%", { metric: "办结率" })],
    citations: [cite(1, "qingtian", HOTLINE)],
    notes: [],
    ms: 1,
    ...changed,
  };
}

function compared(value: number, raw: string, text: string): Answer {
  return answer({
    kind: "comparison",
    text: `青田县2022年：热线共收到群众诉求4.8万件[1]。\n缙云县2022年：热线共收到群众诉求31500件[2]。\n${text}。`,
    figures: [
      figure("4.8万件", 4.8, "万件"),
      figure("31500件", 31500, "件", { region: "缙云县", citation: 2 }),
      figure(raw, value, "件", { citation: null, derived: { operation: "difference", operands: [0, 1] } }),
    ],
    citations: [cite(1, "qingtian", HOTLINE), cite(2, "jinyun", OTHER)],
  });
}

describe("passes", () => {
  test.each<[string, Answer]>([
    ["an answer whose numbers stand in its quote", answer()],
    [
      "a qualifier kept with its number",
      answer({
        text: "青田县2022年：实名注册用户超过27.5万人[1]。",
        figures: [figure("超过27.5万人", 27.5, "万人")],
        citations: [cite(1, "qingtian", "实名注册用户超过27.5万人。")],
      }),
    ],
    ["a difference across 万 that code computed", compared(16500, "16500件", "相差16500件，青田县较多")],
    [
      "a plan that its label calls one",
      answer({
        text: "青田县2023年（计划目标）：便民驿站达到70座[1]。",
        figures: [figure("70座", 70, "座", { period: "2023", status: "plan" })],
        citations: [cite(1, "qingtian", PLAN)],
      }),
    ],
    [
      "two regions, each with its own quote",
      answer({
        text: "青田县2022年：热线共收到群众诉求4.8万件[1]。\n缙云县2022年：热线共收到群众诉求31500件[2]。",
        citations: [cite(1, "qingtian", HOTLINE), cite(2, "jinyun", OTHER)],
      }),
    ],
    [
      "a region of the question that nothing was found for",
      answer({
        question: "青田和缙云2022年热线收到多少诉求",
        text: "青田县2022年：热线共收到群众诉求4.8万件[1]。\n注意：没有找到缙云县的数据。",
      }),
    ],
    [
      "a region that an open question met and that nothing was found for",
      answer({
        question: "哪个县的诉求最多",
        text: "青田县2022年：热线共收到群众诉求4.8万件[1]。\n注意：没有找到缙云县同一指标的数据。",
      }),
    ],
    [
      "a refusal without numbers",
      answer({ kind: "refusal", text: "现有报告里没有找到这个数据。", figures: [], citations: [] }),
    ],
    [
      "a title's own number",
      answer({
        kind: "refusal",
        text: "《青田县2022年政务服务46条总结》里没有找到这个数据。",
        figures: [],
        citations: [],
      }),
    ],
    [
      "a refusal that offers a nearest figure in its quote",
      answer({
        kind: "refusal",
        text: "没有青田县2019年的数据。最接近的是青田县2022年：办结率为98.6%[1]。",
        question: "青田县2019年办结率是多少",
        figures: [],
        refusal: { reason: "other_period_or_region", nearest: [figure("98.6%", 98.6, "%")] },
      }),
    ],
  ])("%s", (_what, honest) => {
    expect(verify(honest, source)).toEqual([]);
  });
});

describe("catches", () => {
  test.each<[string, Answer, string]>([
    [
      "a changed digit in the text",
      answer({ text: "青田县2022年：热线共收到群众诉求4.9万件[1]。" }),
      "number",
    ],
    ["a moved 万 in the text", answer({ text: "青田县2022年：热线共收到群众诉求4.8亿件[1]。" }), "number"],
    ["a lost 万 in the text", answer({ text: "青田县2022年：热线共收到群众诉求4.8件[1]。" }), "number"],
    [
      "a number written in Chinese that no quote holds",
      answer({ text: "青田县2022年：建成驿站六十四座[1]。" }),
      "number",
    ],
    [
      "a number without a mark",
      answer({ text: "青田县2022年：热线共收到群众诉求4.8万件[1]。另有312处。" }),
      "number",
    ],
    [
      "a number marked with another quote",
      answer({
        text: "青田县2022年：热线共收到群众诉求31500件[1]。缙云县97.4%[2]。",
        citations: [cite(1, "qingtian", HOTLINE), cite(2, "jinyun", OTHER)],
      }),
      "number",
    ],
    [
      "a number of no title in title marks",
      answer({ text: "《青田县312条》里没有找到。", figures: [] }),
      "number",
    ],
    [
      "a mark that names no citation",
      answer({ text: "青田县2022年：热线共收到群众诉求4.8万件[3]。" }),
      "number",
    ],
    ["a changed value in a figure", answer({ figures: [figure("4.8万件", 4.9, "万件")] }), "figure"],
    ["a changed unit in a figure", answer({ figures: [figure("4.8万件", 4.8, "亿件")] }), "figure"],
    [
      "a figure whose characters are not in its quote",
      answer({ figures: [figure("31500件", 31500, "件")] }),
      "figure",
    ],
    [
      "a figure without a citation",
      answer({ figures: [figure("4.8万件", 4.8, "万件", { citation: null })] }),
      "figure",
    ],
    [
      "a figure of a citation that is not there",
      answer({ figures: [figure("4.8万件", 4.8, "万件", { citation: 9 })] }),
      "figure",
    ],
    [
      "a quote that is not verbatim",
      answer({
        citations: [cite(1, "qingtian", HOTLINE, { quote: "热线共收到群众诉求4.8万件，办结率达到98.6%。" })],
      }),
      "quote",
    ],
    [
      "a quote at another place",
      answer({ citations: [cite(1, "qingtian", HOTLINE, { start: 0, end: HOTLINE.length })] }),
      "quote",
    ],
    [
      "a quote of a report that is not in the index",
      answer({ citations: [cite(1, "qingtian", HOTLINE, { report: "gone" })] }),
      "quote",
    ],
    [
      "a computed number that does not match its operands",
      compared(17500, "17500件", "相差17500件"),
      "figure",
    ],
    ["a computed number told differently in the text", compared(16500, "16500件", "相差165000件"), "number"],
    ["a difference that forgets the 万", compared(31495.2, "31495.2件", "相差31495.2件"), "figure"],
    [
      "the region of a figure changed",
      answer({ figures: [figure("4.8万件", 4.8, "万件", { region: "缙云县" })] }),
      "region",
    ],
    [
      "another region named beside the quote",
      answer({ text: "缙云县2022年：热线共收到群众诉求4.8万件[1]。" }),
      "region",
    ],
    [
      "two regions told with each other's numbers",
      answer({
        text: "青田县2022年：热线共收到群众诉求31500件[2]。\n缙云县2022年：热线共收到群众诉求4.8万件[1]。",
        citations: [cite(1, "qingtian", HOTLINE), cite(2, "jinyun", OTHER)],
      }),
      "region",
    ],
    ["another year in the text", answer({ text: "青田县2021年：热线共收到群众诉求4.8万件[1]。" }), "period"],
    [
      "the question's year put beside another year's number",
      answer({
        question: "青田县2019年热线收到多少诉求",
        text: "青田县2019年：热线共收到群众诉求4.8万件[1]。",
      }),
      "period",
    ],
    [
      "another year in Chinese characters",
      answer({ text: "青田县二〇二一年：热线共收到群众诉求4.8万件[1]。" }),
      "period",
    ],
    [
      "a whole year told as some of its months",
      answer({ text: "青田县2022年1—5月：热线共收到群众诉求4.8万件[1]。" }),
      "period",
    ],
    [
      "the period of a figure changed",
      answer({ figures: [figure("4.8万件", 4.8, "万件", { period: "2021" })] }),
      "period",
    ],
    [
      "a plan told as a result in the figure",
      answer({
        text: "青田县2023年（计划目标）：智能终端力争达到90台[1]。",
        figures: [figure("90台", 90, "台", { period: "2023" })],
        citations: [cite(1, "qingtian", PLAN)],
      }),
      "status",
    ],
    [
      "a result told as a plan in the figure",
      answer({ figures: [figure("4.8万件", 4.8, "万件", { status: "plan" })] }),
      "status",
    ],
    [
      "a plan that the text does not call one",
      answer({
        text: "青田县2023年：便民驿站达到70座[1]。",
        figures: [figure("70座", 70, "座", { period: "2023", status: "plan" })],
        citations: [cite(1, "qingtian", PLAN)],
      }),
      "status",
    ],
    [
      "a plan told in the text alone, without a figure",
      answer({
        text: "青田县2023年：便民驿站达到70座[1]。",
        figures: [],
        citations: [cite(1, "qingtian", PLAN)],
      }),
      "status",
    ],
    ["a unit moved in the text", answer({ text: "青田县2022年：热线共收到群众诉求4.8万户[1]。" }), "number"],
    ["a share told in points", answer({ text: "青田县2022年：办结率为98.6个百分点[1]。" }), "number"],
    [
      "a number of the same report's other sentence",
      answer({ text: "青田县2022年：热线共收到群众诉求27.5万件[1]。" }),
      "number",
    ],
    [
      "a changed number written in Chinese",
      answer({ text: "青田县2022年：热线共收到群众诉求五万件[1]。" }),
      "number",
    ],
    [
      "a number in Chinese capitals",
      answer({ text: "青田县2022年：热线共收到群众诉求肆万件[1]。" }),
      "number",
    ],
    [
      "a number that is only hinted at",
      answer({ text: "青田县2022年：热线共收到群众诉求数百件，一半办结[1]。" }),
      "number",
    ],
    [
      "a forged figure among the nearest of a refusal",
      answer({
        kind: "refusal",
        text: "没有青田县2019年的数据。",
        figures: [],
        refusal: { reason: "other_period_or_region", nearest: [figure("99.9%", 99.9, "%")] },
      }),
      "figure",
    ],
  ])("%s", (_what, forged, kind) => {
    expect(verify(forged, source).map((problem) => problem.kind)).toContain(kind);
  });

  test("operands that are not there", () => {
    const forged = compared(16500, "16500件", "相差16500件");
    const figures = forged.figures.map((f) =>
      f.derived ? { ...f, derived: { ...f.derived, operands: [0, 7] } } : f,
    );
    expect(verify({ ...forged, figures }, source).map((p) => p.kind)).toContain("figure");
  });
});
