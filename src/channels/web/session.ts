/**
 * Proof of a token: compared in constant time, and kept in a browser as a signed date instead of the token itself.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** How long a browser stays signed in, in seconds: 30 days. */
export const SESSION_SECONDS = 30 * 24 * 3600;

/** True when both are the same text; takes as long for a near miss as for any other. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** A cookie value that is good for SESSION_SECONDS from `now` (milliseconds). */
export function createSession(token: string, now: number): string {
  const until = Math.floor(now / 1000) + SESSION_SECONDS;
  return `${until}.${signature(token, until)}`;
}

/** True for a value that createSession made with the same token and that has not run out. */
export function isSession(value: string | undefined, token: string, now: number): boolean {
  const [, until, signed] = /^(\d{10,12})\.([\w-]{43})$/.exec(value ?? "") ?? [];
  if (until === undefined || signed === undefined) return false;
  return sameSecret(signed, signature(token, Number(until))) && Number(until) * 1000 > now;
}

function signature(token: string, until: number): string {
  return createHmac("sha256", token).update(`zhengwen session ${until}`).digest("base64url");
}
