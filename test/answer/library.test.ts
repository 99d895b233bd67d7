/**
 * The library over a real index: what is read is verbatim, what is offered can be asked, and nothing is made up.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLibrary } from "../../src/answer/index.ts";
import type { AnswerFigure, Library, Region } from "../../src/domain/index.ts";
import { NgramEmbedder } from "../../src/models/index.ts";
import { refreshIndex } from "../../src/workspace.ts";
import { buildIndex, figuresIn, type IndexFixture, spoken, writeReports } from "../support/index-fixture.ts";
import { LIBRARY_REPORTS } from "./library-corpus.ts";

let index: IndexFixture;
let library: Library;
beforeAll(async () => {
  index = await buildIndex(LIBRARY_REPORTS);
  library = createLibrary({ store: index.store, embedder: new NgramEmbedder(), homeRegion: "丽水市" });
});
afterAll(() => index.close());

function idOf(file: string): string {
  return library.reports().find((r) => r.file === file)?.id ?? "";
}

function region(name: string): Region {
  const [found] = library.findRegions(name);
  if (!found) throw new Error(`no region ${name}`);
  return found;
}

async function headline(question: string): Promise<AnswerFigure> {
  const { figures } = await index.assistant.ask({ question });
  if (!figures[0]) throw new Error(`no figure for ${question}`);
  return figures[0];
}

describe("reports", () => {
  test("are listed with what they are about and how many figures they hold", () => {
    expect(library.reports()).toHaveLength(Object.keys(LIBRARY_REPORTS).length);
    expect(library.reports().find((r) => r.file === "青田县2021.txt")).toMatchObject({
      title: "青田县政务服务中心2021年工作总结",
      region: { name: "青田县" },
      period: { label: "2021" },
      figureCount: 5,
      recognised: false,
      warnings: [],
    });
  });

  test("open with the outline where its headings stand in the text", () => {
    const page = library.report(idOf("丽水市2022.txt"));
    expect(page?.outline.map(({ title, level }) => [title, level])).toEqual([
      ["一、2022年工作情况", 1],
      ["（一）网上办事", 2],
      ["（二）热线服务", 2],
      ["二、2023年工作计划", 1],
    ]);
    for (const { title, start } of page?.outline ?? [])
      expect(page?.text.slice(start)).toMatch(RegExp(`^${title}`));
  });

  test("open with every row of the ledger, its number and sentence verbatim", () => {
    const page = library.report(idOf("丽水市2022.txt"));
    expect(page?.figures.length).toBe(page?.figureCount);
    for (const figure of page?.figures ?? []) {
      expect(page?.text.slice(figure.start, figure.end)).toBe(figure.raw);
      expect(figure.sentence).toContain(figure.raw);
      expect(page?.text).toContain(figure.sentence);
      expect(figure.citation).toBeNull();
    }
    expect(page?.figures[0]).toMatchObject({
      raw: "96.4%",
      section: "一、2022年工作情况 > （一）网上办事",
      sentence: "全市政务服务事项网上可办率为96.4%，比上年提高2.1个百分点。",
    });
  });

  test("that the index does not hold are null", () => {
    expect(library.report("nowhere")).toBeNull();
    expect(library.around("nowhere", 0, 5)).toBeNull();
  });
});

describe("a changed index", () => {
  test("is told as it is now: what was worked out before is forgotten", async () => {
    const files = { "青田县2021.txt": LIBRARY_REPORTS["青田县2021.txt"] ?? "" };
    const growing = await buildIndex(files);
    try {
      const shelf = createLibrary({ store: growing.store, embedder: new NgramEmbedder() });
      const [qingtian] = shelf.findRegions("青田");
      if (!qingtian) throw new Error("no 青田");
      expect(shelf.keyFigures(qingtian)?.years).toEqual([2021]);
      const before = shelf.suggestions(3);
      await writeReports(growing.config.corpusDir, {
        "青田县2022.txt": LIBRARY_REPORTS["青田县2022.txt"] ?? "",
      });
      await refreshIndex(growing.config, new NgramEmbedder());
      expect(shelf.keyFigures(qingtian)?.years).toEqual([2022, 2021]);
      expect(shelf.suggestions(3)).not.toEqual(before);
    } finally {
      await growing.close();
    }
  });
});

describe("the surroundings of a quote", () => {
  test("are its paragraph with the ones before and after, and the quote inside", () => {
    const id = idOf("青田县2022.txt");
    const page = library.report(id);
    const quote = "办结率为98.6%";
    const start = page?.text.indexOf(quote) ?? -1;
    const around = library.around(id, start, start + quote.length);
    expect(around).toMatchObject({
      before: "政务服务事项网上可办率为95.2%。",
      paragraph: "县12345热线共收到群众诉求4.8万件，办结率为98.6%，满意率为97.2%。",
      after: "全县实名注册用户达到27.5万人。",
    });
    expect(around?.paragraph.slice(around.start, around.end)).toBe(quote);
  });

  test("are empty beyond the ends of the text", () => {
    const id = idOf("青田县2022.txt");
    expect(library.around(id, 0, 3)).toMatchObject({ before: "", start: 0, end: 3 });
    const { length } = library.report(id)?.text.trimEnd() ?? "";
    expect(library.around(id, length - 2, length)?.after).toBe("");
  });

  test("of a span that is not in the text are null", () => {
    const id = idOf("青田县2022.txt");
    const { length } = library.report(id)?.text ?? "";
    for (const [start, end] of [
      [-1, 4],
      [5, 5],
      [9, 4],
      [0, length + 1],
      [0.5, 3],
    ] as const)
      expect(library.around(id, start, end)).toBeNull();
  });

  test("of a long paragraph are its sentences around the quote, about 600 characters", async () => {
    const sentences = Array.from(
      { length: 60 },
      (_, i) => `第${i}组窗口全年共办理各类业务${i + 100}件，群众都说办得又快又好。`,
    );
    const long = await buildIndex({ "青田县2022.txt": county(sentences.join("")) });
    try {
      const shelf = createLibrary({ store: long.store, embedder: new NgramEmbedder() });
      const [card] = shelf.reports();
      const text = shelf.report(card?.id ?? "")?.text ?? "";
      const start = text.indexOf("共办理各类业务130件");
      const around = shelf.around(card?.id ?? "", start, start + 11);
      expect(around?.paragraph.length).toBeLessThanOrEqual(600);
      expect(around?.paragraph.length).toBeGreaterThan(400);
      expect(around?.paragraph).toMatch(/^第\d+组.*。$/);
      expect(around?.paragraph.slice(around.start, around.end)).toBe("共办理各类业务130件");
      expect(text).toContain(`${around?.before}${around?.paragraph}${around?.after}`);
      expect(around?.before.length).toBeLessThanOrEqual(300);
    } finally {
      await long.close();
    }
  });
});

describe("regions", () => {
  test("are found by full, short and traditional names, and as the home region", () => {
    for (const name of ["青田县", "青田", "青田縣"])
      expect(library.findRegions(name).map((r) => r.name)).toEqual(["青田县"]);
    expect(library.findRegions("我市").map((r) => r.name)).toEqual(["丽水市"]);
  });

  test("without a report, and names that are none, find nothing", () => {
    for (const name of ["温州", "网上可办率", "", "  "]) expect(library.findRegions(name)).toEqual([]);
  });
});

describe("key figures", () => {
  test("are the results of the newest year, grouped by heading, with citations numbered through", () => {
    const key = library.keyFigures(region("丽水"));
    expect(key).toMatchObject({ region: { name: "丽水市" }, years: [2022, 2021], year: 2022 });
    expect(key?.groups.map((g) => g.title)).toEqual(["一、2022年工作情况"]);
    const figures = key?.groups.flatMap((g) => g.figures) ?? [];
    expect(spoken(figures).sort()).toEqual(["214项", "28.6万件", "96.4%", "99.3%"]);
    expect(key?.citations.map((c) => c.n)).toEqual(key?.citations.map((_, i) => i + 1));
    for (const figure of figures) {
      const citation = key?.citations.find((c) => c.n === figure.citation);
      expect(citation?.quote).toContain(figure.raw);
      expect(index.store.text(citation?.report ?? "").slice(citation?.start, citation?.end)).toBe(
        citation?.quote,
      );
    }
  });

  test("hold no plan, no change and no figure of a place inside the region", () => {
    const key = library.keyFigures(region("丽水"));
    const raws = key?.groups.flatMap((g) => g.figures.map((f) => f.raw));
    for (const raw of ["260项", "2.1个百分点", "31项"]) expect(raws).not.toContain(raw);
  });

  test("begin with rates of the field", () => {
    const [first] = library.keyFigures(region("青田"))?.groups[0]?.figures ?? [];
    expect(first?.unit).toBe("%");
  });

  test("of a year asked are that year's; of a year without any they are empty", () => {
    const old = library.keyFigures(region("青田"), 2021);
    expect(old?.year).toBe(2021);
    expect(new Set(old?.groups.flatMap((g) => g.figures.map((f) => f.period)))).toEqual(new Set(["2021"]));
    expect(library.keyFigures(region("青田"), 2015)).toMatchObject({ year: 2015, groups: [], citations: [] });
  });

  test("of a region without a report are null", () => {
    expect(library.keyFigures({ code: "3303", name: "温州市", level: "city" })).toBeNull();
  });
});

describe("the same measure elsewhere", () => {
  const QUESTION = "青田县2022年网上可办率是多少";

  test("is offered as full questions for the other years and regions that the ledger knows it of", async () => {
    const { years, regions } = await library.alternatives(QUESTION, await headline(QUESTION));
    expect(years).toEqual(["青田县2021年网上可办率是多少", "青田县2020年网上可办率是多少"]);
    expect(regions.toSorted()).toEqual([
      "丽水市2022年网上可办率是多少",
      "缙云县2022年网上可办率是多少",
      "遂昌县2020年网上可办率是多少",
    ]);
  });

  test.each([
    "青田县2022年网上可办率是多少",
    "缙云有多少实名注册用户",
    "丽水2022年跨省通办事项有多少",
    "青田2022年热线收到多少诉求，办结率和满意率分别是多少",
  ])("can be asked: every alternative of %s is answered with that region and year", async (question) => {
    const { figures } = await index.assistant.ask({ question });
    for (const figure of figures.slice(0, 3)) {
      const { years, regions } = await library.alternatives(question, figure);
      expect(years.length + regions.length).toBeGreaterThan(0);
      for (const asked of [...years, ...regions]) {
        const answer = await index.assistant.ask({ question: asked });
        const [, name, year] = /^(.+?[市县区])(\d{4})年/.exec(asked) ?? [];
        expect(answer.kind, asked).toBe("figure");
        expect(answer.figures[0], asked).toMatchObject({ region: name, period: year });
      }
    }
  });

  test("is found in the report's words when the question is a follow-up", async () => {
    const figure = await headline(QUESTION);
    const { years } = await library.alternatives("2022年呢", figure);
    expect(years).toHaveLength(2);
  });

  test("is nothing for a computed figure or a question about something else", async () => {
    const figure = await headline(QUESTION);
    const derived: AnswerFigure = {
      ...figure,
      citation: null,
      derived: { operation: "difference", operands: [0, 1] },
    };
    expect(await library.alternatives(QUESTION, derived)).toEqual({ years: [], regions: [] });
    expect(await library.table(QUESTION, derived)).toBeNull();
    const unknown: AnswerFigure = { ...figure, metric: "路灯完好率", raw: "12.3%", value: 12.3 };
    expect(await library.alternatives("青田县2022年路灯完好率", unknown)).toEqual({ years: [], regions: [] });
    expect(await library.table("青田走访企业", { ...figure, region: "火星" })).toBeNull();
  });
});

describe("a table of one measure", () => {
  test("runs from the oldest year to the newest for a question about one region", async () => {
    const question = "青田县2022年网上可办率是多少";
    const table = await library.table(question, await headline(question));
    expect(table?.metric).toContain("网上可办率");
    expect(table?.rows.map(({ name, figure }) => [name, figure.value])).toEqual([
      ["2020年", 88.5],
      ["2021年", 91.7],
      ["2022年", 95.2],
    ]);
  });

  test("runs from the highest region to the lowest, and says which year where they differ", async () => {
    const question = "缙云县2022年网上可办率是多少";
    const table = await library.table(question, await headline(question));
    expect(table?.rows.map(({ name, figure }) => [name, figure.value])).toEqual([
      ["缙云县（2022年）", 97.9],
      ["丽水市（2022年）", 96.4],
      ["青田县（2022年）", 95.2],
      ["遂昌县（2020年）", 85.1],
    ]);
  });

  test("sets regions side by side for a question that compares them", async () => {
    const question = "青田县和缙云县2022年12345热线满意率哪个高";
    const { figures } = await index.assistant.ask({ question });
    const [figure] = figures;
    const table = figure && (await library.table(question, figure));
    expect(table?.rows.map((r) => r.name).slice(0, 3)).toEqual(["丽水市", "缙云县", "青田县"]);
  });

  test("cites every row with a quote that holds its number, and mixes no units", async () => {
    const question = "青田县2022年实名注册用户有多少人";
    const table = await library.table(question, await headline(question));
    expect(table?.rows.map((r) => `${r.figure.value}${r.figure.unit}`)).toEqual([
      "15.6万人",
      "21.3万人",
      "27.5万人",
    ]);
    for (const { figure, citation } of table?.rows ?? []) {
      expect(figure.citation).toBe(citation.n);
      expect(citation.quote).toContain(figure.raw);
    }
  });

  test("is null for a measure that stands alone", async () => {
    const question = "莲都区2022年走访企业多少家";
    expect(await library.table(question, await headline(question))).toBeNull();
  });
});

describe("suggestions", () => {
  test("are answered with a figure of the ledger, each of another region at first", async () => {
    const questions = library.suggestions(4);
    expect(questions).toHaveLength(4);
    const regions = new Set<string>();
    for (const question of questions) {
      const answer = await index.assistant.ask({ question });
      expect(answer.kind, question).toBe("figure");
      expect(
        figuresIn(index.store).some((f) => f.raw === answer.figures[0]?.raw),
        question,
      ).toBe(true);
      regions.add(answer.figures[0]?.region ?? "");
    }
    expect(regions.size).toBeGreaterThanOrEqual(3);
  });

  test("are the same each time, whatever the limit", () => {
    const again = createLibrary({ store: index.store, embedder: new NgramEmbedder() });
    expect(again.suggestions(6)).toEqual(library.suggestions(6));
    expect(library.suggestions(2)).toEqual(library.suggestions(6).slice(0, 2));
    expect(library.suggestions(0)).toEqual([]);
    expect(new Set(library.suggestions(100)).size).toBe(library.suggestions(100).length);
  });

  test("are none for an empty index", async () => {
    const empty = await buildIndex({ "空.txt": "没有数字的一份材料\n大家好。\n" });
    try {
      const shelf = createLibrary({ store: empty.store, embedder: new NgramEmbedder() });
      expect(shelf.suggestions(5)).toEqual([]);
    } finally {
      await empty.close();
    }
  });
});

function county(body: string): string {
  return `青田县政务服务中心2022年工作总结\n一、2022年工作情况\n${body}\n`;
}
