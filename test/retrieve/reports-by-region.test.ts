import { describe, expect, test } from "vitest";
import { ReportsByRegion } from "../../src/retrieve/index.ts";
import type { ReportSummary } from "../../src/store/index.ts";
import { open, put, reportOf, temporaryFolder } from "../store/sample.ts";

const REGIONS: [string, string][] = [
  ["四川", "51"],
  ["丽水", "3311"],
  ["青田", "331121"],
  ["缙云", "331122"],
  ["浙江", "33"],
  ["湖州", "3305"],
  ["景宁镇", "331127100"],
];

function reports(): ReportSummary[] {
  const store = open(temporaryFolder());
  for (const [id, code] of REGIONS) {
    const entry = reportOf(id, [`${id}办件3件`]);
    put(store, { ...entry, report: { ...entry.report, region: { code, name: id, level: "city" } } });
  }
  put(store, reportOf("没有地区", ["办件5件"]));
  return store.reports();
}

describe("the reports around a region", () => {
  test.each([
    ["3311", ["丽水", "景宁镇", "浙江", "缙云", "青田"]],
    ["331121", ["丽水", "浙江", "青田"]],
    ["33", ["丽水", "景宁镇", "浙江", "湖州", "缙云", "青田"]],
    ["51", ["四川"]],
    ["331", ["浙江", "丽水", "景宁镇", "缙云", "青田"]],
    ["44", []],
  ])("%s are its own, those above and those inside", (code, expected) => {
    const all = reports();
    const found = new ReportsByRegion(all).around(code).map(({ id }) => id);
    expect(new Set(found)).toEqual(new Set(expected));
    expect(found).toEqual(all.map(({ id }) => id).filter((id) => found.includes(id)));
  });
});
