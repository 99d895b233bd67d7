/**
 * What went wrong with one report file, in; a message for the person who put it there, out.
 */
import { UserError } from "../domain/index.ts";

/** True when the error says that a file is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** The error in Chinese; a UserError in its own words. */
export function messageOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof Error && "code" in error) {
    if (error.code === "EACCES" || error.code === "EPERM") return "没有读取权限，请检查文件权限。";
    if (error.code === "EISDIR") return "这是文件夹，不是文件。";
    if (error.code === "ENOENT") return "文件在读取时被移走了。";
  }
  return `读取时出错：${error instanceof Error ? error.message : String(error)}`;
}
