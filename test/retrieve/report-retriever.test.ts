/** The index as a LangChain retriever: documents with their place, and only from the reports that are allowed. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { NgramEmbedder } from "../../src/models/index.ts";
import { ReportRetriever } from "../../src/retrieve/index.ts";
import { buildIndex } from "../support/index-fixture.ts";

let index: Awaited<ReturnType<typeof buildIndex>>;

beforeAll(async () => {
  index = await buildIndex({
    "青田.txt":
      "青田县政务服务局2022年工作总结\n\n一、热线工作\n热线全年收到群众诉求4.8万件，办结率为98.6%。\n",
    "缙云.txt":
      "缙云县政务服务局2022年工作总结\n\n一、大厅建设\n县政务服务大厅设综合窗口36个，进驻部门28家。\n",
  });
});

afterAll(() => index.close());

test("finds the passage with its report, section and verbatim offsets", async () => {
  const retriever = new ReportRetriever({ store: index.store, embedder: new NgramEmbedder(), limit: 1 });
  const [document] = await retriever.invoke("热线收到多少诉求");
  expect(document?.pageContent).toContain("群众诉求4.8万件");
  expect(document?.metadata).toMatchObject({ file: "青田.txt", region: "青田县", period: "2022" });
  const { report, start, end } = document?.metadata ?? {};
  expect(index.store.text(report).slice(start, end)).toBe(document?.pageContent);
});

test("stays inside the reports it is given", async () => {
  const jinyun = index.store.reports().find((r) => r.file === "缙云.txt");
  const retriever = new ReportRetriever({
    store: index.store,
    embedder: new NgramEmbedder(),
    reportIds: [jinyun?.id ?? ""],
  });
  const documents = await retriever.invoke("热线收到多少诉求");
  expect(documents.length).toBeGreaterThan(0);
  expect(documents.every((d) => d.metadata.file === "缙云.txt")).toBe(true);
});
