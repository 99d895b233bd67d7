/**
 * One thing that doctor looked at, sound or not, and the ways to say so.
 */
import type { UserError } from "./errors.ts";

export interface Finding {
  /** Stable name for programs: index.vectors, corpus.files. */
  check: string;
  ok: boolean;
  /** What was found, one line in Chinese without a full stop. */
  message: string;
  /** What to do about it, in Chinese; "" where nothing is to be done. */
  fix: string;
}

/** What was looked at is as it should be. */
export function sound(check: string, message: string): Finding {
  return { check, ok: true, message, fix: "" };
}

/** What was looked at is not as it should be. */
export function amiss(check: string, message: string, fix: string): Finding {
  return { check, ok: false, message, fix };
}

/** A finding of what an error says: its first sentence is what is wrong, the others what to do about it. */
export function amissBy(check: string, error: UserError): Finding {
  const [message = "", ...fix] = error.message.split("。").filter(Boolean);
  return amiss(check, message, fix.join("。"));
}
