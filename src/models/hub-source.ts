/**
 * The model from a model hub (the public one or a mirror), checked against the checksums that the hub gives.
 */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { PathInfo } from "@huggingface/hub";
import { MAX_BYTES, MODEL_FILE, TOKENIZER_FILE } from "./model-files.ts";
import type { ModelSource } from "./model-source.ts";
import { type LimitedWork, withTimeLimit } from "./time-limit.ts";

const REPOSITORY = "Xenova/bge-small-zh-v1.5";
const MODEL_PATH = "onnx/model_quantized.onnx";
const TOKENIZER_PATH = "tokenizer.json";

export interface HubOptions {
  /** Base address of the hub or its mirror; the library's default without one. */
  endpoint?: string;
  /** Repository on the hub; default the quantized bge-small-zh-v1.5. */
  repository?: string;
  /** Branch, tag or commit; default main. */
  revision?: string;
  fetchImpl?: typeof fetch;
}

interface Hub extends LimitedWork {
  params: { repo: string; revision?: string; hubUrl?: string; fetch: typeof fetch };
}

export function hubSource(options: HubOptions = {}): ModelSource {
  return {
    label: options.endpoint ? `模型库 ${options.endpoint}` : "模型库",
    fetchInto: (folder, limits, onProgress) =>
      withTimeLimit(limits, async (limited) => {
        const hub = reachHub(options, limited);
        const infos = await checksumsOf(hub);
        const tokenizer = { path: TOKENIZER_PATH, file: TOKENIZER_FILE, maxBytes: MAX_BYTES.tokenizer };
        await download(hub, infos, folder, tokenizer);
        const onBytes = percentTeller(onProgress);
        const model = { path: MODEL_PATH, file: MODEL_FILE, maxBytes: MAX_BYTES.model, onBytes };
        await download(hub, infos, folder, model);
      }).catch((error: unknown) => {
        throw new Error(explain(error));
      }),
  };
}

function reachHub(options: HubOptions, { heard, signal }: LimitedWork): Hub {
  const fetchImpl = options.fetchImpl ?? fetch;
  const limitedFetch: typeof fetch = async (input, init) => {
    const response = await fetchImpl(input, { ...init, signal });
    heard();
    return response;
  };
  return {
    heard,
    signal,
    params: {
      repo: options.repository ?? REPOSITORY,
      fetch: limitedFetch,
      ...(options.revision && { revision: options.revision }),
      ...(options.endpoint && { hubUrl: options.endpoint.replace(/\/+$/, "") }),
    },
  };
}

/** What the hub itself says of the two files: SHA-256 for large files, git's SHA-1 for small ones. */
async function checksumsOf({ params }: Hub): Promise<PathInfo[]> {
  const { pathsInfo } = await import("@huggingface/hub");
  return pathsInfo({ ...params, paths: [MODEL_PATH, TOKENIZER_PATH] });
}

/** One file of the hub, and what it becomes here. */
interface Wanted {
  path: string;
  file: string;
  maxBytes: number;
  onBytes?: (received: number, total: number) => void;
}

async function download(
  { params, heard, signal }: Hub,
  infos: PathInfo[],
  folder: string,
  { path, file: name, maxBytes, onBytes }: Wanted,
): Promise<void> {
  const info = infos.find((candidate) => candidate.path === path);
  if (!info) throw new Error(`模型库里没有 ${path}`);
  const { downloadFile } = await import("@huggingface/hub");
  const blob = await downloadFile({ ...params, path, xet: false });
  if (!blob) throw new Error(`模型库里没有 ${path}`);
  const size = info.lfs?.size ?? info.size;
  if (size > maxBytes) throw new Error(`${path} 大得不像这个模型`);
  const digest = info.lfs ? createHash("sha256") : createHash("sha1").update(`blob ${size}\0`);
  const file = await open(join(folder, name), "w");
  let received = 0;
  try {
    const reader = blob.stream().getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      signal.throwIfAborted();
      heard();
      received += part.value.byteLength;
      if (received > size) throw new Error(`${path} 比模型库所说的大`);
      digest.update(part.value);
      await file.write(part.value);
      onBytes?.(received, size);
    }
  } finally {
    await file.close();
  }
  if (received !== size) throw new Error(`${path} 没有下载完整`);
  if (digest.digest("hex") !== (info.lfs?.oid ?? info.oid)) throw new Error(`${path} 的校验和不对`);
}

function percentTeller(onProgress: (message: string) => void): (received: number, total: number) => void {
  let told = 0;
  return (received, total) => {
    const quarter = Math.floor((received / total) * 4);
    if (quarter <= told) return;
    told = quarter;
    onProgress(`正在下载语义模型 ${quarter * 25}%（共 ${(total / 1e6).toFixed(0)} MB）`);
  };
}

/** A short Chinese reason; our own reasons pass unchanged. */
function explain(error: unknown): string {
  if (typeof error === "object" && error !== null && "statusCode" in error) {
    return `模型库回应 ${String(error.statusCode)}`;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (/[\u4e00-\u9fff]/.test(message)) return message;
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error)) return `下载中断（${message}）`;
  return `连接不上（${"code" in cause ? String(cause.code) : cause.message}）`;
}
