/**
 * A folded text in, a short signature out by which near-duplicates are found: 64 minimal hashes over its runs of
 * five characters (Broder, “On the resemblance and containment of documents”, 1997). White space does not count.
 */

/** Hashes of a signature; the error of `similarity` is about 0.06 at 0.5 and 0.04 at 0.9. */
const SIGNATURE_HASHES = 64;
const SHINGLE_CHARS = 5;
const EMPTY = 0xffffffff;

/** Odd multipliers from a fixed generator: signatures of different versions of the program must agree. */
const SEEDS = Uint32Array.from({ length: SIGNATURE_HASHES }, (_, i) => (mixed(i + 1) | 1) >>> 0);

/** 64 unsigned 32-bit hashes of a folded text; all at their maximum for a text without five characters. */
export function signature(foldedText: string): number[] {
  const minima = new Uint32Array(SIGNATURE_HASHES).fill(EMPTY);
  const recent = new Uint16Array(SHINGLE_CHARS);
  let seen = 0;
  for (let at = 0; at < foldedText.length; at += 1) {
    const unit = foldedText.charCodeAt(at);
    if (unit <= 0x20) continue;
    recent.copyWithin(0, 1);
    recent[SHINGLE_CHARS - 1] = unit;
    seen += 1;
    if (seen < SHINGLE_CHARS) continue;
    let hash = 0;
    for (const each of recent) hash = Math.imul(hash, 0x01000193) ^ each;
    lower(minima, mixed(hash));
  }
  return Array.from(minima);
}

/** Estimated share (0 to 1) of the runs of five characters that two texts have in common; 0 for empty signatures. */
export function similarity(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length || a.length === 0 || a.every((hash) => hash === EMPTY)) return 0;
  let equal = 0;
  for (let i = 0; i < a.length; i += 1) if (a[i] === b[i]) equal += 1;
  return equal / a.length;
}

function lower(minima: Uint32Array, hash: number): void {
  for (let i = 0; i < SIGNATURE_HASHES; i += 1) {
    let each = Math.imul(hash, SEEDS[i] ?? 1);
    each = (each ^ (each >>> 15)) >>> 0;
    if (each < (minima[i] ?? EMPTY)) minima[i] = each;
  }
}

/** The finalizer of MurmurHash3. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
