/** The package's way in, from the door: opening, asking, the LangChain parts, and the example that chains them. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openZhengwen, refreshReports, UserError } from "../src/index.ts";
import { temporaryWorkspace, writeReports } from "./support/index-fixture.ts";

const REPORT = "青田县政务服务中心2022年工作总结\n全年办件8.2万件，满意率为99.1%。\n";

async function folders() {
  const { dir, config, remove } = await temporaryWorkspace();
  onTestFinished(remove);
  await writeReports(config.corpusDir, { "青田.txt": REPORT });
  return { dir, index: config.indexDir, corpus: config.corpusDir, embedder: "ngrams" };
}

test("builds the index where there is none, answers, and offers its parts", async () => {
  const zhengwen = await openZhengwen(await folders());
  try {
    const answer = await zhengwen.ask("青田县2022年办件多少");
    expect(answer.figures[0]).toMatchObject({ value: 8.2, unit: "万件", citation: 1 });
    expect(zhengwen.tools.map(({ name }) => name)).toEqual([
      "ask",
      "lookup_figures",
      "search_passages",
      "coverage",
    ]);
    const [document] = await zhengwen.retriever({ limit: 1 }).invoke("办件");
    expect(document?.pageContent).toContain("全年办件8.2万件");
    const [vector] = await zhengwen.embeddings.embedDocuments(["办件"]);
    expect(vector).toEqual(await zhengwen.embeddings.embedQuery("办件"));
  } finally {
    await zhengwen.close();
  }
});

test("sees what a refresh brings while it is open", async () => {
  const options = await folders();
  const zhengwen = await openZhengwen(options);
  try {
    await writeReports(options.corpus, { "新昌.txt": REPORT.replace("青田", "新昌").replace("8.2", "6.4") });
    expect(await refreshReports(options)).toMatchObject({ reports: 2, added: 1 });
    expect((await zhengwen.ask("新昌县2022年办件多少")).figures[0]).toMatchObject({ value: 6.4 });
  } finally {
    await zhengwen.close();
  }
});

test("never takes reports from a folder that nobody named", async () => {
  const { index } = await folders();
  await expect(openZhengwen({ index, embedder: "ngrams" })).rejects.toThrow("请用 corpus 指明报告文件夹");
});

test("tells a wrong option like a wrong setting", async () => {
  const { index, corpus } = await folders();
  await expect(openZhengwen({ index, corpus, embedder: "word2vec" })).rejects.toThrow(UserError);
  const settings = { ZHENGWEN_MAX_QUESTION_CHARS: "5" };
  await expect(openZhengwen({ index, corpus, settings })).rejects.toThrow("ZHENGWEN_MAX_QUESTION_CHARS");
});

test("the example puts retriever and tool into a chain", async () => {
  const { dir } = await folders();
  const { stdout, status } = spawnSync(process.execPath, ["--import", "tsx", "examples/chain.ts"], {
    encoding: "utf8",
    env: { ...process.env, EXAMPLE_INDEX: join(dir, "example"), EXAMPLE_EMBEDDER: "ngrams" },
  });
  expect(status).toBe(0);
  expect(stdout).toContain("我市事项实现省外可办：110项 [1]");
  expect(stdout).toContain("模型的回答：2021年，湛江有110项事项实现省外可办[1]。");
});
