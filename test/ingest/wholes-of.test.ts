import { expect, test } from "vitest";
import { wholesOf } from "../../src/ingest/wholes-of.ts";
import { createGazetteer } from "../../src/text/index.ts";

const gazetteer = createGazetteer();
const county = gazetteer.byCode("331121") ?? null;

test("tells by which words figures may speak of a region around the report's own", () => {
  const figures = [
    { piece: "全县办件量", scope: "全县" },
    { piece: "丽水市办件总量", scope: "" },
    { piece: "办件量居丽水市第一", scope: "" },
    { piece: "全市排名", scope: "" },
    { piece: "受理量", scope: "年均 全省" },
  ];
  expect(wholesOf(figures, county, gazetteer).sort()).toEqual(["丽水市", "全县", "全市", "全省"].sort());
});

test("names no region where the report's own is not known", () => {
  expect(wholesOf([{ piece: "丽水市办件总量", scope: "" }], null, gazetteer)).toEqual([]);
});
