import { describe, expect, it } from "vitest";
import { coverageOf, searchReports, yearsOf } from "../../../src/channels/web/coverage.ts";
import { isDrawable, tableOf } from "../../../src/channels/web/measure.ts";
import { periodLabel } from "../../../src/channels/web/pages/shown.ts";
import { sampleAnswer, sampleCitation } from "../sample-answer.ts";
import { sampleReport } from "./web-fixture.ts";

describe("coverageOf", () => {
  it("groups reports by region, newest first, those without a region last", () => {
    const older = { ...sampleReport, id: "r0", period: { label: "2019", start: "2019-01", end: "2019-12" } };
    const nowhere = { ...sampleReport, id: "r9", region: null, period: null };
    const { regions, years, reports, figures } = coverageOf([nowhere, older, sampleReport]);
    expect([reports, figures, years]).toEqual([3, 9, [2021, 2019]]);
    expect(regions.map(({ region }) => region?.name)).toEqual(["甲市", undefined]);
    expect(regions[0]?.reports.map(({ id }) => id)).toEqual(["r1", "r0"]);
  });

  it("counts every year of a long period", () => {
    expect(yearsOf({ period: { label: "“十三五”", start: "2016-01", end: "2020-12" } })).toEqual([
      2016, 2017, 2018, 2019, 2020,
    ]);
  });

  it("finds reports by all words, whatever their case and script", () => {
    expect(searchReports([sampleReport], "JIA 2021年 工作")).toHaveLength(1);
    expect(searchReports([sampleReport], "政務服務")).toHaveLength(1);
    expect(searchReports([sampleReport], "工作 2020年")).toHaveLength(0);
  });
});

describe("figures side by side", () => {
  const [base] = sampleAnswer().figures;
  if (!base) throw new Error("no figure");
  const row = (unit: string, value: number | null = 1) => ({
    name: "甲",
    figure: { ...base, unit, value },
    citation: sampleCitation(),
  });

  it("are drawn on one axis only when they share a unit", () => {
    expect(isDrawable({ metric: "", rows: [row("万件"), row("件")] })).toBe(true);
    expect(isDrawable({ metric: "", rows: [row("%"), row("个百分点")] })).toBe(false);
    expect(isDrawable({ metric: "", rows: [row("件")] })).toBe(false);
    expect(isDrawable({ metric: "", rows: [row("件"), row("件", null)] })).toBe(false);
  });

  it("are named by what differs between them, derived ones left out", () => {
    const answer = sampleAnswer({
      figures: [
        { ...base, region: "甲市" },
        { ...base, region: "乙市", period: "2020" },
        { ...base, citation: null, derived: { operation: "difference", operands: [0, 1] } },
      ],
    });
    expect(tableOf(answer)?.rows.map(({ name }) => name)).toEqual(["甲市 2021年", "乙市 2020年"]);
    expect(tableOf(sampleAnswer())).toBeNull();
  });

  it("show their periods as people write them", () => {
    expect(["2021", "2024-01/2024-05", "2019 年末"].map(periodLabel)).toEqual([
      "2021年",
      "2024年1—5月",
      "2019 年末",
    ]);
  });
});
