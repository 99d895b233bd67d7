/**
 * The files of the embedding model on disk: their names, their known checksums, whether a folder holds a
 * complete model, and the stamp that its vectors carry. Fetches nothing.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

export const BGE_NAME = "bge-small-zh-v1.5-q";
export const BGE_DIMENSIONS = 512;
export const MODEL_FILE = "model.onnx";
export const TOKENIZER_FILE = "tokenizer.json";
/** Written last, beside the two files: their sizes and checksums. A folder without it counts as unchecked. */
const MANIFEST_FILE = "manifest.json";

/** SHA-256 of both files, in hexadecimal. */
export interface ModelChecksums {
  model: string;
  tokenizer: string;
}

/** The files of the Maven artifact, the ones that every measurement was made with. */
export const KNOWN_CHECKSUMS: ModelChecksums = {
  model: "15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc",
  tokenizer: "48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26",
};

/** Upper bounds in bytes: whatever is larger is not this model. */
export const MAX_BYTES = { model: 200_000_000, tokenizer: 5_000_000, archive: 250_000_000 } as const;

export interface ModelManifest {
  /** Where the files came from, as shown to people. */
  from: string;
  sha256: ModelChecksums;
  bytes: { model: number; tokenizer: number };
}

/** The model's own folder inside the folder of all models (a setting). */
export function bgeFolder(modelFolder: string): string {
  return join(modelFolder, BGE_NAME);
}

/** Both files' checksums and sizes; rejects when one is missing. */
export async function measureModel(folder: string): Promise<Omit<ModelManifest, "from">> {
  const [model, tokenizer] = [join(folder, MODEL_FILE), join(folder, TOKENIZER_FILE)];
  return {
    sha256: { model: await sha256OfFile(model), tokenizer: await sha256OfFile(tokenizer) },
    bytes: { model: (await stat(model)).size, tokenizer: (await stat(tokenizer)).size },
  };
}

export async function writeManifest(folder: string, manifest: ModelManifest): Promise<void> {
  await writeFile(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The manifest of a folder whose files are there in the size written down; null for any other folder. */
export async function readModel(folder: string): Promise<ModelManifest | null> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, MANIFEST_FILE), "utf8"));
    if (!isManifest(manifest)) return null;
    const model = await stat(join(folder, MODEL_FILE));
    const tokenizer = await stat(join(folder, TOKENIZER_FILE));
    const complete = model.size === manifest.bytes.model && tokenizer.size === manifest.bytes.tokenizer;
    return complete ? manifest : null;
  } catch {
    return null;
  }
}

/** The stamp of a folder's vectors: other weights than the known ones get their checksum's start appended. */
export async function modelStamp(folder: string): Promise<string> {
  const { sha256 } = (await readModel(folder)) ?? (await measureModel(folder));
  if (sameChecksums(sha256, KNOWN_CHECKSUMS)) return BGE_NAME;
  const both = createHash("sha256").update(`${sha256.model}${sha256.tokenizer}`).digest("hex");
  return `${BGE_NAME}-${both.slice(0, 8)}`;
}

export function sameChecksums(a: ModelChecksums, b: ModelChecksums): boolean {
  return a.model === b.model && a.tokenizer === b.tokenizer;
}

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(part);
  return hash.digest("hex");
}

function isManifest(value: unknown): value is ModelManifest {
  if (typeof value !== "object" || value === null) return false;
  const { from, sha256, bytes } = value as Partial<ModelManifest>;
  return (
    typeof from === "string" &&
    typeof sha256?.model === "string" &&
    typeof sha256.tokenizer === "string" &&
    typeof bytes?.model === "number" &&
    typeof bytes.tokenizer === "number"
  );
}
