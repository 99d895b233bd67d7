/**
 * Offered figures or passages in, the one that the model takes out. The model answers with keys only, and is asked twice with
 * other keys in another order: a choice that depends on the place in the list is none.
 */
import { randomInt } from "node:crypto";
import { z } from "zod";
import { createFence } from "./fence.ts";
import { jsonIn, type ModelSession, type Prompt } from "./model-session.ts";

const choiceSchema = z.object({ keys: z.union([z.array(z.string().max(12)).max(8), z.literal("none")]) });

/** What a model chooses among: whatever it stands for, it sees the text. */
export interface Choosable {
  text: string;
}

/** The offered item that answers the question; null for “none”, for anything else than one known key, and when in doubt. */
export async function choose<Item extends Choosable>(
  session: ModelSession,
  question: string,
  measure: string,
  offered: readonly Item[],
): Promise<Item | null> {
  if (offered.length === 0) return null;
  const [there, back] = await Promise.all([
    chooseOnce(session, question, measure, offered),
    chooseOnce(session, question, measure, [...offered].reverse()),
  ]);
  return there !== null && there === back ? there : null;
}

async function chooseOnce<Item extends Choosable>(
  session: ModelSession,
  question: string,
  measure: string,
  offered: readonly Item[],
): Promise<Item | null> {
  const keyed = new Map(keysFor(offered.length).map((key, i) => [key, offered[i]]));
  const parsed = choiceSchema.safeParse(jsonIn(await session.complete(promptFor(question, measure, keyed))));
  if (!parsed.success || parsed.data.keys === "none") return null;
  const taken = [...new Set(parsed.data.keys.map((key) => keyed.get(key.trim().toUpperCase())))].filter(
    (item) => item !== undefined,
  );
  // One question, one answer: several keys are no choice.
  return taken.length === 1 ? (taken[0] ?? null) : null;
}

function promptFor(
  question: string,
  measure: string,
  keyed: ReadonlyMap<string, Choosable | undefined>,
): Prompt {
  const fence = createFence();
  const list = [...keyed]
    .map(([key, item]) => `${key}　${(item?.text ?? "").replace(/\s+/g, " ")}`)
    .join("\n");
  return {
    instructions: [
      "你从资料里挑出正好回答提问的那一条，不回答问题，不改写。",
      fence.rule,
      '只输出一个 JSON 对象：{"keys":["编号"]}；没有一条正好回答时输出 {"keys":"none"}。',
      "内容、地区、时期都要与提问一致；只是相近的不算。",
    ].join("\n"),
    data: [
      fence.around("提问", question),
      fence.around("要查的内容", measure),
      fence.around("资料", list),
    ].join("\n"),
  };
}

/** Distinct random keys, so that none can be known beforehand. */
function keysFor(count: number): string[] {
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  const keys = new Set<string>();
  while (keys.size < count) {
    keys.add(
      `${letters[randomInt(letters.length)]}${letters[randomInt(letters.length)]}${randomInt(10, 100)}`,
    );
  }
  return [...keys];
}
