import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseQuestions } from "../../src/evaluate/index.ts";
import { feedbackQuestions, openRecords, type Records } from "../../src/records/index.ts";
import { sampleAnswer } from "../channels/sample-answer.ts";

const DAY = 24 * 3600 * 1000;
let folder: string;
let clock: number;
let open: Records[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zhengwen-records-"));
  clock = Date.UTC(2026, 0, 10);
  open = [];
});
afterEach(() => {
  for (const records of open) records.close();
  rmSync(folder, { recursive: true, force: true });
});

function records(options: { auditDays?: number; pid?: number; host?: string; id?: string } = {}): Records {
  const { auditDays = 90, pid = process.pid, host = "here", id = `owner-${open.length}` } = options;
  const opened = openRecords({ folder, auditDays, now: () => clock, owner: { id, host, pid } });
  open.push(opened);
  return opened;
}

/** A pid that no process has. */
const GONE = 4_000_000;

describe("feedback", () => {
  it("is listed newest first with its answer and evidence, also by the next process", () => {
    const first = records();
    first.feedback.add({ chat: "telegram:7", question: "问一", answer: sampleAnswer() });
    first.feedback.add({ chat: "telegram:8", question: "问二", answer: sampleAnswer(), note: "数字不对" });
    const second = records();
    expect(second.feedback.count()).toBe(2);
    expect(second.feedback.list({ limit: 1, offset: 0 })).toMatchObject([
      {
        question: "问二",
        note: "数字不对",
        at: "2026-01-10T00:00:00.000Z",
        evidence: sampleAnswer().citations,
      },
    ]);
    expect(second.feedback.list({ limit: 5, offset: 1 }).map((one) => one.question)).toEqual(["问一"]);
  });

  it("becomes gold questions that evaluate reads, the doubted figures beside empty expected ones", () => {
    const { feedback } = records();
    feedback.add({ chat: "telegram:7", question: "甲市有多少项", answer: sampleAnswer() });
    feedback.add({
      chat: "telegram:7",
      question: "乙市呢",
      answer: sampleAnswer({ kind: "refusal", figures: [] }),
    });
    const lines = feedbackQuestions(feedback.list({ limit: 10, offset: 0 }));
    expect(parseQuestions(lines, "feedback.jsonl")).toMatchObject([
      { id: "feedback-1", question: "甲市有多少项", type: "figure", figures: [], tags: ["feedback"] },
      { id: "feedback-2", type: "unanswerable" },
    ]);
    const [line = ""] = lines.split("\n");
    expect(JSON.parse(line)).toMatchObject({
      docs: sampleAnswer().citations.map((citation) => citation.file),
      wrong: sampleAnswer().figures.map(({ value, unit }) => ({ value, unit })),
    });
  });
});

describe("the audit log", () => {
  const entry = {
    userId: 7,
    chatId: 7,
    question: "问",
    kind: "figure",
    refusalReason: null,
    ms: 12.4,
  } as const;

  it("keeps who asked what and what came of it, newest first", () => {
    const { audit } = records();
    audit.add(entry);
    audit.add({ ...entry, userId: null, kind: "refusal", refusalReason: "no_report" });
    expect(audit.list({ limit: 2, offset: 0 })).toEqual([
      {
        ...entry,
        userId: null,
        kind: "refusal",
        refusalReason: "no_report",
        ms: 12,
        at: "2026-01-10T00:00:00.000Z",
      },
      { ...entry, ms: 12, at: "2026-01-10T00:00:00.000Z" },
    ]);
  });

  it("forgets after the days of retention, while it runs and when it is opened", () => {
    const { audit } = records({ auditDays: 2 });
    audit.add(entry);
    clock += DAY;
    audit.add(entry);
    clock += 1.5 * DAY;
    audit.add(entry);
    expect(audit.count()).toBe(2);
    expect(records({ auditDays: 1 }).audit.count()).toBe(1);
  });

  it("keeps nothing with retention 0, and drops what an earlier setting kept", () => {
    records().audit.add(entry);
    clock += 1;
    const { audit } = records({ auditDays: 0 });
    audit.add(entry);
    expect(audit.count()).toBe(0);
  });
});

describe("subscriptions", () => {
  it("are added once, listed, removed and moved with their chat", () => {
    const { subscriptions } = records();
    const one = { chatId: 7, code: "331121", region: "青田县" };
    expect([subscriptions.add(one), subscriptions.add(one)]).toEqual(["added", "known"]);
    subscriptions.add({ ...one, chatId: 8 });
    expect(subscriptions.all()).toHaveLength(2);
    subscriptions.moveChat(7, -1001);
    expect(subscriptions.of(-1001)).toEqual([{ ...one, chatId: -1001 }]);
    expect([subscriptions.remove(8, "331121"), subscriptions.remove(8, "331121")]).toEqual([true, false]);
    subscriptions.removeChat(-1001);
    expect(subscriptions.all()).toEqual([]);
  });

  it("are at most 30 for a chat", () => {
    const { subscriptions } = records();
    const states = Array.from({ length: 31 }, (_, i) =>
      subscriptions.add({ chatId: 7, code: String(i), region: `${i}县` }),
    );
    expect(states.slice(-2)).toEqual(["added", "full"]);
  });
});

describe("updates", () => {
  const update = (updateId: number) => ({ updateId, update: JSON.stringify({ update_id: updateId }) });

  it("are taken once, by whichever process is first, and per bot", () => {
    const first = records().updatesOf(1);
    expect(first.receive([update(1), update(2)])).toEqual([1, 2]);
    expect(
      records({ pid: 1 })
        .updatesOf(1)
        .receive([update(2), update(3)]),
    ).toEqual([3]);
    first.done(1);
    expect(first.receive([update(1)])).toEqual([]);
    expect(
      records()
        .updatesOf(2)
        .receive([update(1)]),
    ).toEqual([1]);
  });

  it("of a process that is gone are taken over once, in order, with their text until they are done", () => {
    const lost = records({ pid: GONE }).updatesOf(1);
    lost.receive([update(3), update(1), update(2)]);
    lost.done(2);
    const next = records();
    expect(next.updatesOf(1).adopt(10)).toEqual([
      { ...update(1), attempts: 2 },
      { ...update(3), attempts: 2 },
    ]);
    expect(next.updatesOf(1).adopt(10)).toEqual([]);
    expect(next.updatesOf(1).pendingCount()).toBe(2);
    next.updatesOf(1).done(1);
    next.updatesOf(1).done(3);
    expect(next.updatesOf(1).pendingCount()).toBe(0);
  });

  it("of a living process are left to it, here and on another machine, until it is silent for 20 s", () => {
    records({ pid: process.ppid })
      .updatesOf(1)
      .receive([update(1)]);
    records({ pid: GONE, host: "elsewhere" })
      .updatesOf(1)
      .receive([update(2)]);
    const other = records().updatesOf(1);
    expect(other.adopt(10)).toEqual([]);
    clock += 21_000;
    other.beat();
    expect(other.adopt(10).map(({ updateId }) => updateId)).toEqual([1, 2]);
  });
});

describe("opening", () => {
  it("names the folder and the setting when the file is no database", () => {
    writeFileSync(
      join(folder, "records.db"),
      "not a database at all, but long enough to be looked at".repeat(20),
    );
    expect(() => records()).toThrow(/记录文件夹 .*打不开（SQLITE_NOTADB）.*ZHENGWEN_DATA/);
  });
});
