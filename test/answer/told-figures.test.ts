/**
 * Chats of an impatient asker: words that point at figures told before, sums, shares and remainders of them, doubts,
 * and follow-ups that must not be taken for a measure.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reactionOf } from "../../src/answer/understand/index.ts";
import { buildIndex, type IndexFixture, spoken } from "../support/index-fixture.ts";

const REPORTS = {
  "遂昌县2024.txt": `遂昌县2024年政务服务工作总结
一、2024年工作情况
县12345热线共收到群众诉求5000件，直接回复4000件，转派工单1000件，满意率为99.2%。
全县派发整改工单360件，已办结324件。
全县设置自助终端85台，便民服务点210个。
社会投资项目审批压缩至28天，政府投资项目审批压缩至40天。
`,
  "遂昌县2023.txt": `遂昌县2023年政务服务工作总结
一、2023年工作情况
县12345热线共收到群众诉求4200件，满意率为98.4%。
`,
  "松阳县2024.txt": `松阳县2024年政务服务工作总结
一、2024年工作情况
县12345热线共收到群众诉求3100件，满意率为97.5%。
`,
  "云和县2024.txt": `云和县2024年政务服务工作总结
一、2024年工作情况
县12345热线共收到群众诉求1900件，满意率为98.8%。
全年排查安全隐患90起，其中高危隐患40起，中危隐患30起，分别为主机失陷隐患25起、弱口令隐患35起、其他隐患30起。
`,
};

let index: IndexFixture;
let chats = 0;
beforeAll(async () => {
  index = await buildIndex(REPORTS);
});
afterAll(() => index.close());

/** Asks the questions one after the other in a new chat; the answer to the last. */
async function chat(...questions: string[]): ReturnType<IndexFixture["assistant"]["ask"]> {
  const conversation = `told-${chats++}`;
  const answers = [];
  for (const question of questions) answers.push(await index.assistant.ask({ conversation, question }));
  const last = answers.at(-1);
  if (!last) throw new Error("no question");
  return last;
}
const derived = (answer: Awaited<ReturnType<typeof chat>>) => answer.figures.find((f) => f.derived);

describe("words that point at figures told before", () => {
  test.each(["这两个差多少", "它俩差多少", "两个相差多少", "两县差多少"])(
    "%s takes the last two",
    async (question) => {
      const answer = await chat("遂昌2024年12345热线收到多少诉求", "松阳呢", question);
      expect(answer.kind).toBe("comparison");
      expect(derived(answer)).toMatchObject({ value: 1900, derived: { operation: "difference" } });
    },
  );

  test("谁最多 takes all that were asked by the same words", async () => {
    const answer = await chat("遂昌2024年12345热线收到多少诉求", "松阳呢", "云和呢", "谁最多");
    expect(spoken(answer.figures)).toEqual(["5000件", "3100件", "1900件"]);
    expect(answer.text).toContain("遂昌县最高");
  });

  test("后两个加起来 takes the last two of three", async () => {
    const answer = await chat("遂昌12345热线收到多少诉求", "直接回复多少", "转派工单多少", "后两个加起来");
    expect(derived(answer)).toMatchObject({ value: 5000, derived: { operation: "sum" } });
  });

  test.each(["这两个差多少", "一共呢", "哪个高"])("%s after one figure is asked back", async (question) => {
    const answer = await chat("遂昌2024年12345热线满意率多少", question);
    expect(answer).toMatchObject({ kind: "clarify", figures: [] });
  });

  test("goes on with the operands of the comparison that was shown", async () => {
    const answer = await chat("遂昌和松阳2024年12345热线收到诉求哪个多", "差多少");
    expect(derived(answer)).toMatchObject({ value: 1900 });
  });
});

describe("a sum of figures told before", () => {
  test("is made of regions of one year", async () => {
    const answer = await chat("遂昌2024年12345热线收到多少诉求", "松阳呢", "一共呢");
    expect(derived(answer)).toMatchObject({ value: 8100, unit: "件" });
  });

  test("is made of the parts that were asked, not of a total told before them", async () => {
    const asked = ["遂昌12345热线收到多少诉求", "直接回复多少", "转派工单多少", "加起来多少"];
    expect(derived(await chat(...asked))).toMatchObject({ value: 5000, derived: { operation: "sum" } });
  });

  test("is of the figures asked for, not of others listed behind the last one", async () => {
    const answer = await chat("云和高危隐患多少起", "中危隐患多少起", "加起来多少");
    expect(derived(answer)).toMatchObject({ value: 70, unit: "起" });
  });

  test.each<[string, string[], string]>([
    ["shares", ["遂昌2024年12345热线满意率多少", "松阳呢", "加起来多少"], "比率和名次不能相加"],
    ["other units", ["遂昌自助终端多少台", "便民服务点多少个", "加起来多少"], "单位不同，不能相加"],
    ["a whole and its part", ["遂昌派发整改工单多少件", "已办结多少件", "这两个加起来"], "已经包含另一个"],
    ["other years", ["遂昌2024年12345热线收到多少诉求", "2023年呢", "加起来多少"], "时期不同，不能相加"],
  ])("is refused for %s", async (_what, questions, why) => {
    const answer = await chat(...questions);
    expect(answer.text).toContain(why);
    expect(derived(answer)).toBeUndefined();
  });
});

describe("a share whose whole is left out", () => {
  test("is that of the sentence's total", async () => {
    const answer = await chat("遂昌县12345热线直接回复的占多少");
    expect(derived(answer)).toMatchObject({ value: 80, unit: "%", derived: { operation: "share" } });
  });

  test("is that of what was told last: 占多少", async () => {
    const answer = await chat("遂昌12345热线收到多少诉求", "转派工单多少", "占多少");
    expect(derived(answer)).toMatchObject({ value: 20, unit: "%" });
  });

  test("is refused where nothing says of what", async () => {
    expect(await chat("遂昌自助终端多少台", "占多少")).toMatchObject({ kind: "refusal", figures: [] });
  });
});

describe("还剩多少 after a count", () => {
  test("is what was not done", async () => {
    expect(derived(await chat("遂昌派发整改工单多少件", "还剩多少"))).toMatchObject({
      value: 36,
      unit: "件",
    });
    expect(derived(await chat("遂昌派发整改工单多少件", "已办结多少件", "还剩多少没办"))).toMatchObject({
      value: 36,
    });
  });

  test("is refused where no count of what was done is told, and the chat goes on", async () => {
    const asked = ["松阳12345热线收到多少诉求", "还剩多少"];
    expect(await chat(...asked)).toMatchObject({ kind: "refusal", figures: [] });
    expect((await chat(...asked, "满意率呢")).figures[0]).toMatchObject({ value: 97.5, region: "松阳县" });
  });
});

describe("a change against another year", () => {
  test("that no report tells is worked out from both years", async () => {
    const answer = await chat("遂昌2024年12345热线收到多少诉求", "比2023年多多少");
    expect(answer.figures.slice(0, 2).map((f) => f.period)).toEqual(["2024", "2023"]);
    expect(derived(answer)).toMatchObject({ value: 800, unit: "件" });
  });

  test("is no figure of one year alone", async () => {
    const answer = await chat("松阳2024年12345热线收到多少诉求", "比2022年少了多少");
    expect(answer).toMatchObject({ kind: "refusal", figures: [] });
  });
});

describe("a region named in a follow-up", () => {
  test("is set against the one before: 比松阳多多少", async () => {
    const answer = await chat("遂昌2024年12345热线收到多少诉求", "比松阳多多少");
    expect(derived(answer)).toMatchObject({ value: 1900 });
  });

  test("takes the measure of the chat after 那24年一年呢", async () => {
    const answer = await chat("遂昌2024年12345热线收到多少诉求", "那24年一年呢", "松阳呢");
    expect(answer.figures[0]).toMatchObject({ value: 3100, region: "松阳县" });
  });
});

describe("the other side of a measure", () => {
  test("is asked in the same unit, whatever its word suggests", async () => {
    const answer = await chat("遂昌社会投资项目审批多少天", "政府投资的呢");
    expect(answer.figures[0]).toMatchObject({ value: 40, unit: "天" });
  });
});

describe("哪个快", () => {
  test("means the fewer days", async () => {
    const answer = await chat("遂昌社会投资项目审批多少天", "政府投资的呢", "哪个快");
    expect(answer.figures[0]).toMatchObject({ value: 28 });
    expect(answer.text).toContain("较短");
  });
});

describe("a message that asks nothing", () => {
  test.each([
    ["真的吗", "doubt"],
    ["不对吧", "doubt"],
    ["这个准吗？", "doubt"],
    ["哪来的数据", "doubt"],
    ["还有吗", "more"],
    ["算了", "dismissal"],
    ["好的", "dismissal"],
    ["满意率呢", null],
    ["还剩多少", null],
    ["真实姓名注册多少", null],
  ])("%s is read as %s", (message, reaction) => {
    expect(reactionOf(message)).toBe(reaction);
  });

  test("repeats the answer that is doubted, with its source", async () => {
    const asked = ["遂昌2024年12345热线满意率多少"];
    const [first, again] = [await chat(...asked), await chat(...asked, "真的吗")];
    expect(again).toMatchObject({ text: first.text, figures: first.figures, citations: first.citations });
  });

  test("tells no figure when more is wanted or nothing", async () => {
    for (const message of ["还有吗", "算了"])
      expect(await chat("遂昌2024年12345热线满意率多少", message)).toMatchObject({
        kind: "clarify",
        figures: [],
      });
  });

  test("leaves the chat as it was", async () => {
    const answer = await chat("遂昌2024年12345热线满意率多少", "算了", "松阳呢");
    expect(answer.figures[0]).toMatchObject({ value: 97.5, region: "松阳县" });
  });
});
