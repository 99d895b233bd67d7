/**
 * Files that admins send: kept beside the records until they are read, put into the corpus under a safe name, and
 * taken out of it again when they cannot be read. What is kept survives a restart.
 */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { UploadTools } from "./channels/telegram/index.ts";
import { UserError } from "./domain/index.ts";

export interface KeepUploadsOptions {
  corpusDir: string;
  /** Folder of the records; uploads/ and rejected/ are made in it. */
  dataDir: string;
  maxBytes: number;
  /** Hears of a file that was taken out of the corpus. */
  onTakenBack?: (file: string) => void;
  now?: () => number;
}

/** What is known of a kept file. */
interface Card {
  name: string;
  /** Its name in the corpus once it was put there. */
  placed?: string;
  /** False for a file that was in the corpus before. */
  own?: boolean;
}

const MAX_NAME_CHARS = 100;
const MAX_REJECTED = 20;
const KEPT_MS = 24 * 3600 * 1000;
const MAX_VERSIONS = 1000;

/** The tools for received files; ids are hexadecimal. */
export function keepUploads(options: KeepUploadsOptions): UploadTools {
  const { corpusDir, dataDir, maxBytes, onTakenBack, now = Date.now } = options;
  const folderOf = (id: string) => {
    if (!/^[0-9a-f]{1,32}$/.test(id)) throw new UserError("这个文件已不在等待处理，请重新发送。");
    return join(dataDir, "uploads", id);
  };
  const contentOf = (id: string) => join(folderOf(id), "content");
  const formerOf = (id: string) => join(folderOf(id), "former");

  return {
    maxBytes,
    async keep(id, given, content) {
      const known = await cardOf(id);
      if (known?.placed !== undefined) return { name: known.name, state: "placed" };
      const name = safeFileName(given);
      await sweep();
      await mkdir(folderOf(id), { recursive: true });
      await writeFile(contentOf(id), content);
      await writeCard(id, { name });
      const there = await existing(name);
      if (there === null) return { name, state: "new" };
      return { name, state: Buffer.compare(await readFile(there.path), content) === 0 ? "same" : "taken" };
    },
    async place(id, how) {
      const card = await cardOf(id);
      if (!card) throw new UserError("这个文件已不在等待处理，请重新发送。");
      if (card.placed !== undefined) return card.placed;
      const there = await existing(card.name);
      const same =
        there !== null && Buffer.compare(await readFile(there.path), await readFile(contentOf(id))) === 0;
      if (same) {
        await writeCard(id, { ...card, placed: there.name, own: false });
        return there.name;
      }
      if (there !== null && how === "new") {
        throw new UserError(`报告文件夹里刚刚有了另一个“${card.name}”，请重新发送这个文件。`);
      }
      const file = there === null ? card.name : how === "replace" ? there.name : await freeName(card.name);
      if (there !== null && how === "replace") await copyFile(there.path, formerOf(id));
      // Noted first: what a kill leaves behind is found again.
      await writeCard(id, { ...card, placed: file, own: true });
      await putInto(corpusDir, file, contentOf(id));
      return file;
    },
    async takeBack(id) {
      const card = await cardOf(id);
      if (!card?.placed || !card.own) return false;
      const rejected = join(dataDir, "rejected");
      await mkdir(rejected, { recursive: true });
      await copyFile(contentOf(id), join(rejected, card.placed));
      if (existsSync(formerOf(id))) await putInto(corpusDir, card.placed, formerOf(id));
      else await rm(join(corpusDir, card.placed), { force: true });
      await keepNewest(rejected, MAX_REJECTED);
      await rm(folderOf(id), { recursive: true, force: true });
      onTakenBack?.(card.placed);
      return true;
    },
    settle: (id) => rm(folderOf(id), { recursive: true, force: true }),
  };

  async function cardOf(id: string): Promise<Card | null> {
    const file = join(folderOf(id), "card.json");
    // Written by `writeCard` alone.
    return existsSync(file) ? (JSON.parse(await readFile(file, "utf8")) as Card) : null;
  }

  async function writeCard(id: string, card: Card): Promise<void> {
    const file = join(folderOf(id), "card.json");
    await writeFile(`${file}.tmp`, JSON.stringify(card));
    await rename(`${file}.tmp`, file);
  }

  /** The file of the corpus that has this name, also in a file system that does not tell capitals apart. */
  async function existing(name: string): Promise<{ name: string; path: string } | null> {
    const wanted = name.normalize("NFC").toLowerCase();
    const names = await readdir(corpusDir).catch(() => []);
    const found = names.find((one) => one.normalize("NFC").toLowerCase() === wanted);
    return found === undefined ? null : { name: found, path: join(corpusDir, found) };
  }

  async function freeName(name: string): Promise<string> {
    const extension = extname(name);
    const stem = name.slice(0, name.length - extension.length);
    for (let n = 2; n < MAX_VERSIONS; n++) {
      const next = `${stem}（${n}）${extension}`;
      if ((await existing(next)) === null) return next;
    }
    throw new UserError(`“${name}”的版本太多了，请先整理报告文件夹。`);
  }

  /** Nobody decided for a day. */
  async function sweep(): Promise<void> {
    const folder = join(dataDir, "uploads");
    for (const id of await readdir(folder).catch(() => [])) {
      const { mtimeMs } = await stat(join(folder, id));
      if (now() - mtimeMs > KEPT_MS) await rm(join(folder, id), { recursive: true, force: true });
    }
  }
}

/** A name without path, control characters and leading dots, at most 100 characters with its extension; throws a UserError where nothing is left. */
export function safeFileName(given: string): string {
  const base = given.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = base
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/^[.~$\s]+|[.\s]+$/g, "");
  const extension = extname(clean).slice(0, 20);
  const stem = clean.slice(0, clean.length - extname(clean).length);
  if (stem === "")
    throw new UserError("这个文件没有可用的名字。请改名后重新发送，例如 湛江市2022年报告.docx。");
  return [...stem].slice(0, MAX_NAME_CHARS - extension.length).join("") + extension;
}

/** Appears under its name at once and whole; until then it is hidden, and no reader looks at it. */
async function putInto(corpusDir: string, name: string, content: string): Promise<void> {
  const hidden = join(corpusDir, `.upload-${randomBytes(6).toString("hex")}.tmp`);
  try {
    await copyFile(content, hidden);
    await rename(hidden, join(corpusDir, name));
  } catch (error) {
    await rm(hidden, { force: true });
    const code = error instanceof Error && "code" in error ? String(error.code) : "原因不明";
    throw new UserError(`文件没有存进报告文件夹 ${corpusDir}（${code}）。请检查文件夹的写权限和磁盘空间。`);
  }
}

async function keepNewest(folder: string, count: number): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  for (const { name } of files.sort((a, b) => b.at - a.at).slice(count)) {
    await rm(join(folder, name), { force: true });
  }
}
