/**
 * An answer that uses a figure which its report contradicts says so, with both sides cited and what code computed.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verify } from "../../src/answer/index.ts";
import { buildIndex, type IndexFixture } from "../support/index-fixture.ts";
import { runCommand } from "../support/run-command.ts";

const REPORTS = {
  "青田县2022.txt": `青田县政务服务中心2022年工作总结
一、2022年工作情况
全年监测到安全告警820起，其中高危告警560起，中危告警310起。分别包括主机告警500起，网络告警400起。
全年派发热线工单4200件，已办结3780件，办结率达95.2%。
大厅设置综合窗口46个。
`,
  "缙云县2022.txt": `缙云县政务服务中心2022年工作总结
一、2022年工作情况
全年监测到安全告警640起，其中高危告警200起，中危告警310起。
大厅设置综合窗口38个。
`,
};

let index: IndexFixture;
beforeAll(async () => {
  index = await buildIndex(REPORTS);
});
afterAll(() => index.close());

const ask = (question: string) => index.assistant.ask({ question });

describe("an answer", () => {
  test("tells both lists of parts that do not meet the total", async () => {
    const answer = await ask("青田县监测到多少起安全告警");
    expect(answer.figures[0]).toMatchObject({ value: 820, unit: "起" });
    expect(answer.notes).toEqual([
      "原文自相矛盾：各项560起、310起合计870起，多于总数820起[1]",
      "原文自相矛盾：各项500起、400起合计900起，多于总数820起[1][2]",
    ]);
    for (const note of answer.notes) expect(answer.text).toContain(`注意：${note}。`);
    const sums = answer.figures.filter((f) => f.derived);
    expect(sums.map((f) => f.value)).toEqual([870, 900]);
    for (const sum of sums) {
      const operands = sum.derived?.operands.map((i) => answer.figures[i]?.value ?? 0) ?? [];
      expect(operands.reduce((a, b) => a + b, 0)).toBe(sum.value);
    }
  });

  test("tells it when a part is asked for", async () => {
    const answer = await ask("青田县高危告警多少起");
    expect(answer.figures[0]).toMatchObject({ value: 560 });
    expect(answer.notes.join()).toContain("原文自相矛盾：各项560起、310起合计870起，多于总数820起");
  });

  test("tells a rate that its counts do not give", async () => {
    const answer = await ask("青田县热线工单办结率是多少");
    expect(answer.figures[0]).toMatchObject({ value: 95.2, unit: "%" });
    expect(answer.notes).toContain("原文自相矛盾：写的是95.2%，按3780件和4200件算是90%[1]");
  });

  test("tells it in a comparison", async () => {
    const answer = await ask("青田县和缙云县安全告警哪个多");
    expect(answer.kind).toBe("comparison");
    expect(answer.notes.some((note) => note.includes("合计870起，多于总数820起"))).toBe(true);
  });

  test("is followed by the parts when they are asked for", async () => {
    const { assistant } = index;
    await assistant.ask({ conversation: "a", question: "青田县监测到多少起安全告警" });
    const parts = await assistant.ask({ conversation: "a", question: "按类型分各多少？加起来对得上吗" });
    expect(parts.figures.slice(0, 2).map((f) => f.value)).toEqual([500, 400]);
    expect(parts.text).toContain("以上合计900起");
    expect(parts.notes.join()).toContain("对不上");
  });

  test.each(["青田县设置了多少个综合窗口", "缙云县监测到多少起安全告警"])(
    "is silent elsewhere: %s",
    async (question) => {
      const answer = await ask(question);
      expect(answer.kind).toBe("figure");
      expect(answer.notes).toEqual([]);
    },
  );

  test("passes the gate with its note", async () => {
    const { store } = index;
    const source = {
      text: (id: string) => store.text(id),
      figures: (id: string) => store.figuresOf(id),
      titles: () => new Set(store.reports().map((r) => r.title)),
      regions: () => ["青田县", "缙云县"],
    };
    for (const question of ["青田县监测到多少起安全告警", "青田县热线工单办结率是多少"]) {
      const answer = await ask(question);
      expect(verify(answer, source)).toEqual([]);
      const forged = answer.text.replace("合计870起", "合计850起").replace("算是90%", "算是91%");
      expect(verify({ ...answer, text: forged }, source).map((p) => p.kind)).toEqual(["number"]);
    }
  });
});

describe("npm run audit", () => {
  test("lists file, sentences and numbers", async () => {
    const { code, stdout } = await runCommand("audit", ["--index", index.config.indexDir]);
    expect(code).toBe(0);
    expect(stdout).toContain("青田县2022.txt");
    expect(stdout).toContain("“全年监测到安全告警820起，其中高危告警560起，中危告警310起。”");
    expect(stdout).toContain("总数 820起，各项 560起 + 310起 = 870起，多于总数");
    expect(stdout).toContain("查了 2 份报告，其中 1 份里有 3 处数字自相矛盾。");
    expect(stdout).not.toContain("缙云县2022.txt");
  });

  test("gives the same as JSON, with verbatim quotes", async () => {
    const { code, stdout } = await runCommand("audit", ["--index", index.config.indexDir, "--json"]);
    expect(code).toBe(0);
    const found = JSON.parse(stdout) as { file: string; kind: string; quotes: string[] }[];
    expect(found.map((f) => f.kind)).toEqual(["parts-exceed-total", "parts-exceed-total", "share-differs"]);
    expect(found[1]?.quotes).toHaveLength(2);
    for (const { file, quotes } of found)
      for (const quote of quotes) expect(REPORTS[file as keyof typeof REPORTS]).toContain(quote);
  });

  test("builds the index first where there is none", async () => {
    const { code, stdout } = await runCommand("audit", [
      "--index",
      `${index.dir}/another`,
      "--corpus",
      index.config.corpusDir,
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain("查了 2 份报告");
  });
});
