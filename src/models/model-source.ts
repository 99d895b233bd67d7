/**
 * What a source of the embedding model is: something that puts model.onnx and tokenizer.json into a folder.
 */
import { type ModelChecksums, sameChecksums } from "./model-files.ts";
import type { TimeLimits } from "./time-limit.ts";

export interface ModelSource {
  /** As shown to people, in Chinese. */
  label: string;
  /**
   * Puts both files into an empty folder and checks them against what the source itself vouches for.
   * Rejects with a short Chinese reason; whatever it has written by then is thrown away by the caller.
   */
  fetchInto(folder: string, limits: TimeLimits, onProgress: (message: string) => void): Promise<void>;
}

/** Throws when the files are not the ones expected. */
export function demandChecksums(measured: ModelChecksums, expected: ModelChecksums): void {
  if (!sameChecksums(measured, expected)) throw new Error("校验和不对，文件不完整或被改动过");
}
