/**
 * Remembers a round in which no source gave the model, so that not every command tries again.
 */
import { readFile, rm, writeFile } from "node:fs/promises";

/** A failed round is not repeated for a day. */
const REMEMBER_MS = 24 * 3600 * 1000;

export interface LastAttempt {
  /** Milliseconds since 1970. */
  at: number;
  /** Why each source failed, as shown to people. */
  reason: string;
  /** The sources that were tried: a changed setting is worth a new round. */
  sources: string;
}

/** The last failed round of these sources within 24 hours, or null. */
export async function recallFailure(path: string, sources: string): Promise<LastAttempt | null> {
  try {
    const last: unknown = JSON.parse(await readFile(path, "utf8"));
    if (!isLastAttempt(last) || last.sources !== sources) return null;
    const age = Date.now() - last.at;
    return age >= 0 && age < REMEMBER_MS ? last : null;
  } catch {
    return null;
  }
}

/** Best effort: where nothing can be written the next command simply tries again. */
export async function rememberFailure(path: string, attempt: LastAttempt): Promise<void> {
  await writeFile(path, `${JSON.stringify(attempt, null, 2)}\n`).catch(() => {});
}

export async function forgetFailure(path: string): Promise<void> {
  await rm(path, { force: true });
}

function isLastAttempt(value: unknown): value is LastAttempt {
  if (typeof value !== "object" || value === null) return false;
  const { at, reason, sources } = value as Record<string, unknown>;
  return typeof at === "number" && typeof reason === "string" && typeof sources === "string";
}
