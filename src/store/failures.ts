/**
 * What went wrong with the index's files, in; a message for the person at the keyboard, out.
 */
import { UserError } from "../domain/index.ts";

/** True when the error says that the file is no sound SQLite database or not one of ours. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  return /^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(code) || /no such (table|column)/.test(messageOf(error));
}

/** The error as a UserError where a person can mend it; any other error as it is. */
export function explainFailure(error: unknown, folder: string): unknown {
  if (error instanceof UserError) return error;
  const code = codeOf(error);
  if (isDamage(error)) {
    return new UserError(
      `索引 ${folder} 已损坏，无法读取（${messageOf(error)}）。请删除这个文件夹，再运行 npm run ingest 重建；原始报告不受影响。`,
    );
  }
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG|SQLITE_IOERR_WRITE|SQLITE_IOERR_SHMSIZE)/.test(code)) {
    return new UserError(
      `磁盘空间不足，索引 ${folder} 没有写成。已有的索引内容没有丢失；请腾出空间后再运行 npm run ingest。`,
    );
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new UserError(`另一个进程正在写索引 ${folder}，等了 5 秒仍未结束。请等它完成后再试。`);
  }
  if (/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|SQLITE_AUTH|EACCES|EPERM|EROFS)/.test(code)) {
    return new UserError(
      `没有权限读写索引 ${folder}（${code}）。请给当前用户这个文件夹的读写权限（chmod u+rwx），或在设置中换一个文件夹。`,
    );
  }
  if (/^(ENOTDIR|EEXIST)/.test(code)) {
    return new UserError(`索引路径 ${folder} 不是文件夹。请在设置中换一个路径，或移走占用这个名称的文件。`);
  }
  if (/^SQLITE_IOERR/.test(code)) {
    return new UserError(`读写索引 ${folder} 时磁盘出错（${code}）。请检查磁盘后再试。`);
  }
  return error;
}

/** Runs `work`, with its failures explained. */
export function explaining<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explainFailure(error, folder);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
