/** What the settings build over one index shares what is costly to make. */
import { expect, onTestFinished, test, vi } from "vitest";
import { FigureProfiles } from "../src/answer/select/index.ts";
import { createAssistantFromConfig } from "../src/assistant.ts";
import { temporaryWorkspace, writeReports } from "./support/index-fixture.ts";

test("the assistant and the library keep the profiles of figures once", async () => {
  const { config, remove } = await temporaryWorkspace();
  onTestFinished(remove);
  await writeReports(config.corpusDir, {
    "青田县2022.txt": "青田县政务服务中心2022年工作总结\n全年办件8.2万件，满意率为99.1%。\n",
    "青田县2021.txt": "青田县政务服务中心2021年工作总结\n全年办件7.1万件，满意率为98.7%。\n",
  });
  const looked = vi.spyOn(FigureProfiles.prototype, "of");
  onTestFinished(() => looked.mockRestore());
  const { assistant, library, close } = await createAssistantFromConfig(config);
  try {
    const question = "青田县2022年办件多少";
    const [figure] = (await assistant.ask({ question })).figures;
    const asked = looked.mock.calls.length;
    expect(figure && (await library.alternatives(question, figure)).years).toHaveLength(1);
    expect(library.suggestions(3).length).toBeGreaterThan(0);
    expect(looked.mock.calls.length).toBeGreaterThan(asked);
    expect(new Set(looked.mock.contexts).size).toBe(1);
  } finally {
    await close();
  }
});
