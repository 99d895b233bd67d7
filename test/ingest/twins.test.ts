/**
 * Copies and versions of made-up reports, and reports that only share their wording.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  digestFigures,
  findTwins as findTwinsAmong,
  type TwinCandidate,
} from "../../src/ingest/twins/find-twins.ts";
import { signature, similarity } from "../../src/ingest/twins/text-signature.ts";

interface Made {
  id: string;
  county?: string;
  year?: number;
  office?: string;
  title?: string;
  file?: string;
  publishedOn?: string | null;
  organisation?: string;
  figure?: number;
  extra?: string;
}

/** A report from one template of 15 sentences; county, year and figures fill it in. */
function made(given: Made): TwinCandidate {
  const { id, county = "青田县", year = 2022, office = "政务服务中心", figure = 300, extra = "" } = given;
  const text = Array.from(
    { length: 15 },
    (_, i) =>
      `${county}${office}${year}年围绕群众关切推进第${i + 1}项改革，窗口全年办理业务${i === 4 ? figure : 500 + i}件，平均用时比上年缩短一半，群众评价持续向好。`,
  ).join("");
  return {
    id,
    file: given.file ?? `${id}.txt`,
    title: given.title ?? `${county}${office}${year}年工作总结`,
    organisation: given.organisation ?? "",
    region: county,
    period: String(year),
    publishedOn: given.publishedOn ?? null,
    unread: 0,
    signature: signature(text + extra),
    figuresDigest: digestFigures([{ value: figure, unit: "件", raw: `${figure}件` }]),
  };
}

/** The twins among reports that lack no values. */
const findTwins = (reports: TwinCandidate[]) => findTwinsAmong(reports, () => []);

describe("signatures", () => {
  test("are equal for texts that differ in white space only", () => {
    const text = "全县窗口办件三百件，群众满意率九成九，平均用时缩短。";
    expect(signature(text)).toEqual(signature(` ${text.replace("，", "，\n\n")} `));
    expect(signature(text)).toHaveLength(64);
  });

  test("estimate the share of common runs within a fifth", () => {
    const text = fc.array(fc.integer({ min: 0x4e00, max: 0x4fff }), { minLength: 300, maxLength: 600 });
    fc.assert(
      fc.property(text, fc.double({ min: 0, max: 1, noNaN: true }), (codes, part) => {
        const a = String.fromCharCode(...codes);
        const b = a.slice(0, Math.floor(a.length * part)) + "异".repeat(5);
        const runs = (s: string) =>
          new Set(Array.from({ length: s.length - 4 }, (_, i) => s.slice(i, i + 5)));
        const [one, two] = [runs(a), runs(b)];
        const common = [...one].filter((run) => two.has(run)).length;
        const exact = common / (one.size + two.size - common);
        expect(Math.abs(similarity(signature(a), signature(b)) - exact)).toBeLessThan(0.25);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test("of empty texts are like nothing", () => {
    expect(similarity(signature(""), signature(""))).toBe(0);
  });

  test("take half a second at most for two megabytes", () => {
    const text = Array.from({ length: 700_000 }, (_, i) =>
      String.fromCharCode(0x4e00 + ((i * 7919) % 3001)),
    ).join("");
    const start = performance.now();
    signature(text);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe("copies", () => {
  test("are found where a page adds its furniture, and one is kept", () => {
    const twins = findTwins([
      made({ id: "a", file: "b/页面.html", extra: "责任编辑某某，转载请注明出处。" }),
      made({ id: "b", file: "总结副本.txt" }),
      made({ id: "c", county: "德清县" }),
    ]);
    expect(twins).toMatchObject([{ id: "b", of: "a", kind: "copy" }]);
    expect(twins[0]?.similarity).toBeGreaterThanOrEqual(0.9);
  });

  test("are found under another title when the text is the same", () => {
    expect(findTwins([made({ id: "a" }), made({ id: "b", title: "新建文本文档" })])).toMatchObject([
      { kind: "copy" },
    ]);
  });

  test("all point to the one that is kept", () => {
    const twins = findTwins(["a", "b", "c", "d"].map((id) => made({ id })));
    expect(twins.map(({ id, of }) => [id, of])).toEqual(
      expect.arrayContaining([
        ["a", "d"],
        ["b", "d"],
        ["c", "d"],
      ]),
    );
    expect(twins).toHaveLength(3);
  });
});

describe("older versions", () => {
  test.each<[string, Partial<Made>, Partial<Made>]>([
    [
      "the publishing date",
      { publishedOn: "2023-01-05", file: "z.txt" },
      { publishedOn: "2023-03-01", file: "a.txt" },
    ],
    [
      "修订 in the title",
      { file: "z.txt" },
      { title: "青田县政务服务中心2022年工作总结（修订版）", file: "a.txt" },
    ],
    ["更新 in the file name", { file: "z.txt" }, { file: "a-更新.txt" }],
    ["a higher number of the version", { file: "总结v2.txt" }, { file: "总结v10.txt" }],
    ["the file name", { file: "总结0105.txt" }, { file: "总结0301.txt" }],
  ])("give way by %s", (_what, older, newer) => {
    const pair = [made({ id: "old", figure: 300, ...older }), made({ id: "new", figure: 310, ...newer })];
    for (const reports of [pair, [...pair].reverse()]) {
      expect(findTwins(reports)).toMatchObject([{ id: "old", of: "new", kind: "older-version" }]);
    }
  });
});

describe("reports that share their wording are no twins", () => {
  test.each<[string, Partial<Made>]>([
    ["of another year", { year: 2023 }],
    ["of another county", { county: "德清县" }],
    ["of another office named in the title", { title: "青田县教育局2022年工作总结" }],
    ["of the whole county", { title: "青田县2022年工作总结" }],
    ["of another organisation", { organisation: "青田县教育局" }],
  ])("%s", (_what, other) => {
    const one = made({ id: "a", figure: 300, organisation: "青田县政务服务中心" });
    const two = made({ id: "b", figure: 310, ...other });
    expect(findTwins([one, two])).toEqual([]);
  });

  test("twenty thousand of them take seconds at most", () => {
    const wording = Array.from(
      { length: 100 },
      (_, i) => made({ id: `w${i}`, county: `甲${i}县` }).signature,
    );
    const reports = Array.from({ length: 20_000 }, (_, i): TwinCandidate => {
      const [county, year, office] = [i % 100, Math.floor(i / 100) % 10, Math.floor(i / 1000)];
      return {
        ...made0,
        id: String(i),
        file: `${i}.txt`,
        title: `甲${county}县${"子丑寅卯辰巳午未申酉甲乙丙丁戊己庚辛壬癸"[office] ?? ""}局${2010 + year}年总结`,
        region: String(county),
        period: String(2010 + year),
        signature: wording[county] ?? [],
        figuresDigest: String(i),
      };
    });
    const start = performance.now();
    expect(findTwins(reports)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});

const made0 = made({ id: "0" });
