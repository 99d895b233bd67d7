/**
 * One thing that doctor looked at, sound or not.
 */
export interface Finding {
  /** Stable name for programs: index.vectors, corpus.files. */
  check: string;
  ok: boolean;
  /** What was found, one line in Chinese without a full stop. */
  message: string;
  /** What to do about it, in Chinese; "" where nothing is to be done. */
  fix: string;
}
