/**
 * Links that open the bot with a question: t.me/NAME?start=… carries at most 64 characters of A–Z a–z 0–9 _ -.
 * A short question travels inside the link; for a longer one an id stands in, known as long as its button would be.
 */
import type { ChoiceStore } from "./choice-store.ts";

const maxPayload = 64;
const idPayload = /^id-([0-9a-f]{16})$/;

/** What /start gets to ask the question. */
export function startPayload(question: string, choices: ChoiceStore): string {
  const inside = Buffer.from(question, "utf8").toString("base64url");
  if (inside.length <= maxPayload && !idPayload.test(inside)) return inside;
  return `id-${choices.keep({ kind: "ask", question }).replace("choice:", "")}`;
}

/** The address that opens the bot with the question. */
export function deepLink(username: string, question: string, choices: ChoiceStore): string {
  return `https://t.me/${username}?start=${startPayload(question, choices)}`;
}

/** The question behind /start's payload; "expired" for an id that is no longer known, undefined for anything else. */
export function questionOfPayload(payload: string, choices: ChoiceStore): string | "expired" | undefined {
  const id = idPayload.exec(payload)?.[1];
  if (id !== undefined) {
    const action = choices.find(`choice:${id}`);
    return action?.kind === "ask" ? action.question : "expired";
  }
  if (!/^[\w-]{4,64}$/.test(payload)) return undefined;
  const bytes = Buffer.from(payload, "base64url");
  const question = bytes.toString("utf8");
  const sound = Buffer.from(question, "utf8").equals(bytes) && bytes.toString("base64url") === payload;
  // A word such as access decodes to something, but never to Chinese.
  return sound && /\p{Script=Han}/u.test(question) ? question.trim() : undefined;
}
