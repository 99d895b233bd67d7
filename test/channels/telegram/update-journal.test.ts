import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Update } from "grammy/types";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createUpdateJournal, type UpdateJournal } from "../../../src/channels/telegram/update-journal.ts";
import { createLogger } from "../../../src/logger.ts";
import { openRecords, type Records } from "../../../src/records/index.ts";

const logger = createLogger({ level: "silent" });
let folder: string;
let open: { records: Records; journal: UpdateJournal }[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zhengwen-journal-"));
  open = [];
});
afterEach(() => {
  for (const { journal, records } of open) {
    journal.close();
    records.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

/** A journal of a process of its own; one after another has died. */
function journal(): UpdateJournal {
  const owner = { id: String(open.length), host: "here", pid: 4_000_000 + open.length };
  const records = openRecords({ folder, auditDays: 0, owner });
  const made = createUpdateJournal({ records: records.updatesOf(1), logger });
  open.push({ records, journal: made });
  return made;
}

const update = (update_id: number): Update => ({ update_id });

it("ticks an update off when its handler ended, well or not", async () => {
  const own = journal();
  expect(own.receive([update(1), update(2)])).toHaveLength(2);
  await own.handle(update(1), async () => {});
  await expect(own.handle(update(2), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect([own.waiting(), own.running()]).toEqual([0, 0]);
  expect(own.receive([update(1)])).toEqual([]);
});

it("ticks an update with a background task off when that ended, and does not wait for it when it stops", async () => {
  const own = journal();
  own.receive([update(1)]);
  let finish: () => void = () => {};
  const task = new Promise<void>((resolve) => {
    finish = resolve;
  });
  await own.handle(update(1), async () => own.goOn(1, task));
  expect([own.waiting(), own.running()]).toEqual([1, 1]);
  await own.settle(5000);
  own.close();
  finish();
  await task;
  // Stopped before its end: the next process goes on with it.
  expect(journal().adopt(10)).toEqual({ updates: [update(1)], givenUp: [] });
});

it("gives up an update whose handling saw three processes end", () => {
  journal().receive([update(1)]);
  expect(journal().adopt(10).updates).toHaveLength(1);
  expect(journal().adopt(10).updates).toHaveLength(1);
  expect(journal().adopt(10)).toEqual({ updates: [], givenUp: [update(1)] });
  expect(journal().adopt(10)).toEqual({ updates: [], givenUp: [] });
});
