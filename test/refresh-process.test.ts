/**
 * A refresh in a process of its own, beside a service that answers.
 */
import { expect, test } from "vitest";
import { refreshInBackground } from "../src/refresh-process.ts";
import { openIndex } from "../src/workspace.ts";
import { A, B, filesOf, workspace } from "./support/corpus-workspace.ts";

test("tells progress and its summary, and an open index shows the new state", async () => {
  const w = await workspace({ "a.txt": A });
  await w.refresh();
  const { store, close } = await openIndex(w.config);
  await w.write({ "b.txt": B });
  const messages: string[] = [];
  const { done } = refreshInBackground(w.config, { onProgress: (message) => messages.push(message) });
  expect(await done).toMatchObject({ added: 1, unchanged: 1, reports: 2 });
  expect(messages).toContainEqual(expect.stringContaining("b.txt"));
  expect(filesOf(store)).toEqual(["a.txt", "b.txt"]);
  expect(store.pendingCount()).toBe(0);
  await close();
});

test("rejects in Chinese when it cannot go on, and when it is stopped", async () => {
  const w = await workspace({ "a.txt": A });
  const lost = { ...w.config, corpusDir: `${w.config.corpusDir}-gone` };
  await expect(refreshInBackground(lost).done).rejects.toThrow(/找不到报告文件夹/);
  const refresh = refreshInBackground(w.config);
  refresh.stop();
  await expect(refresh.done).rejects.toThrow(/没有做完就结束了.*没有丢失/);
  expect(await w.refresh()).toMatchObject({ reports: 1, failed: [] });
});
