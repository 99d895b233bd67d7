/**
 * Fetches a file of a chat: from Telegram, or from a Bot API server of one's own.
 */
import { createReadStream } from "node:fs";
import { isAbsolute } from "node:path";
import type { Context } from "grammy";
import { UserError } from "../../domain/index.ts";

export interface FileAddress {
  token: string;
  /** Without a slash at its end. */
  apiRoot: string;
}

const TIMEOUT_MS = 120_000;
const TRIES = 3;

/** The file's content; throws a UserError when it is larger than `maxBytes` or cannot be had. Its address holds the token and is told nobody. */
export async function downloadUpload(
  ctx: Context,
  fileId: string,
  maxBytes: number,
  { token, apiRoot }: FileAddress,
): Promise<Uint8Array> {
  const { file_path = "" } = await ctx.api.getFile(fileId);
  for (let left = TRIES; left > 0; left--) {
    try {
      return await collect(await open(file_path), maxBytes);
    } catch (error) {
      if (error instanceof UserError) throw error;
    }
  }
  throw new UserError("文件没有下载成功。请检查网络后重新发送这个文件。");

  async function open(path: string): Promise<AsyncIterable<Uint8Array>> {
    // A server started with --local keeps the file on this machine.
    if (isAbsolute(path)) return createReadStream(path);
    const url = `${apiRoot}/file/bot${token}/${path}`;
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    return response.body;
  }
}

async function collect(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > maxBytes) throw new UserError("这个文件超过了大小上限，没有接收。");
    parts.push(part);
  }
  return Buffer.concat(parts);
}
