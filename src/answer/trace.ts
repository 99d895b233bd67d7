/**
 * What `--explain`, the fitting script and a language model see of how one question was answered.
 */
import type { Region } from "../domain/index.ts";
import type { Operand } from "./comparing/index.ts";
import type { SlotResult } from "./look-up.ts";
import type { UnderstoodQuestion } from "./understand/index.ts";
import type { Problem } from "./verify/index.ts";

/** One question on its way; filled while it is answered. */
export interface Trace {
  understood: UnderstoodQuestion;
  regions: Region[];
  results: SlotResult[];
  /** The operands of the comparison that was told; null for no comparison. */
  compared: Operand[] | null;
  /** What the gate found in the answer that was built; empty when it passed. */
  problems: Problem[];
}
