/**
 * Reports that repeat another: a copy is shown once with both files named, an older version gives way.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildIndex, type IndexFixture } from "../support/index-fixture.ts";

const body = (satisfaction: string) => `云和县政务服务中心2023年工作总结
一、2023年工作情况
全县政务服务事项网上可办率为96.8%，群众满意率为${satisfaction}，窗口共受理办件12.4万件，比上年增长8.1%。
县12345热线共收到群众诉求2.9万件，按时办结率为99.1%，平均办理时间压缩到2.3天。
全县建成便民服务点86个，其中乡镇便民服务中心10个，村级代办点76个，配备代办员152人。
全年组织窗口人员培训24场，覆盖1180人次，评选服务标兵36名。
政务大厅设置综合窗口28个，进驻事项1264项，“一件事”主题服务上线42项。
`;

describe("twins", () => {
  let index: IndexFixture;
  beforeAll(async () => {
    index = await buildIndex({
      "云和县2023.txt": body("98.2%"),
      "云和县2023（转载）.txt": body("98.2%"),
    });
  });
  afterAll(() => index.close());

  test("a copy is cited once and named", async () => {
    const answer = await index.assistant.ask({ question: "云和县群众满意率多少" });
    expect(answer.figures[0]).toMatchObject({ value: 98.2, unit: "%" });
    expect(answer.citations).toHaveLength(1);
    expect(answer.notes.join()).toMatch(/同一内容另见《云和县2023/);
    expect(answer.text).toContain(answer.notes.at(-1));
  });
});

describe("versions", () => {
  let index: IndexFixture;
  beforeAll(async () => {
    index = await buildIndex({
      "云和县2023.txt": body("98.2%"),
      "云和县2023（修订）.txt": body("98.7%"),
    });
  });
  afterAll(() => index.close());

  test("the newer one answers and says so", async () => {
    const answer = await index.assistant.ask({ question: "云和县群众满意率多少" });
    expect(answer.figures[0]).toMatchObject({ value: 98.7, unit: "%" });
    expect(answer.citations.map((c) => c.file)).toEqual(["云和县2023（修订）.txt"]);
    expect(answer.notes.join()).toMatch(/新旧两版.*《云和县2023\.txt》/);
  });
});
