/**
 * A script of the project as a child process, as a person at a keyboard runs it.
 */
import { spawn } from "node:child_process";

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Settings of this machine that would change what a command does. */
const OWN_SETTINGS = /^ZHENGWEN_/;

/** Runs scripts/NAME.ts with n-grams and no other setting; `input` goes to stdin. */
export function runCommand(
  name: "ask" | "audit" | "doctor" | "export" | "ingest",
  args: readonly string[],
  options: { input?: string; env?: Record<string, string> } = {},
): Promise<CommandResult> {
  const inherited = Object.entries(process.env).filter(([key]) => !OWN_SETTINGS.test(key));
  const child = spawn(process.execPath, ["--import", "tsx", `scripts/${name}.ts`, ...args], {
    env: { ...Object.fromEntries(inherited), ZHENGWEN_EMBEDDER: "ngrams", ...options.env },
    stdio: "pipe",
  });
  const result: CommandResult = { code: null, stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    result.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    result.stderr += text;
  });
  // A command that refuses its arguments ends before it reads.
  child.stdin.on("error", () => {});
  child.stdin.end(options.input ?? "");
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ ...result, code }));
  });
}
