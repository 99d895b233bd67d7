/**
 * What every command line of the project shares: settings from the environment, options, errors in Chinese.
 */
import { existsSync } from "node:fs";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Config, loadConfig } from "../src/config.ts";
import { UserError } from "../src/domain/index.ts";
import { showProgress } from "../src/show-progress.ts";

/** Runs a command; a UserError is printed without a stack and ends with exit code 1. */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Options and free words of the command line; an unknown option is a UserError that lists the known ones. */
export function readArguments<T extends NonNullable<ParseArgsConfig["options"]>>(options: T) {
  try {
    return parseArgs({ args: process.argv.slice(2), options, allowPositionals: true });
  } catch (error) {
    const known = Object.keys(options)
      .map((name) => `--${name}`)
      .join(" ");
    const wrong = error instanceof Error ? /'(-[^' ]*)/.exec(error.message)?.[1] : undefined;
    throw new UserError(`命令的参数${wrong ? ` ${wrong} ` : ""}不对。可用的参数：${known || "没有"}。`);
  }
}

/** Settings from .env and the environment, with the folders that the command line names. */
export function settings(folders: { corpus?: string | undefined; index?: string | undefined } = {}): Config {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const config = loadConfig(process.env);
  return {
    ...config,
    ...(folders.corpus === undefined ? {} : { corpusDir: folders.corpus }),
    ...(folders.index === undefined ? {} : { indexDir: folders.index }),
  };
}

/** Progress for people: on stderr, so that stdout holds nothing but the result. */
export const progress = showProgress(process.stderr);
