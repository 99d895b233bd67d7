/**
 * The service's log: one JSON line per event on stderr, so that stdout stays for answers.
 * Secrets are struck out of every line, wherever in it they stand.
 */
import { type Logger, pino } from "pino";

export type { Logger } from "pino";

export interface LoggerOptions {
  /** One of trace, debug, info, warn, error, fatal, silent. */
  level: string;
  /** Strings that must never appear in a log, such as the bot's token; shorter than 6 characters are passed over. */
  secrets?: readonly (string | undefined)[];
  /** Takes each finished line; stderr when left out. */
  write?: (line: string) => void;
}

/** A bot token anywhere in a text, also one that no setting named. */
const tokenLike = /\d{6,}:[A-Za-z0-9_-]{30,}/g;

/** A pino logger that writes synchronously, so that the last line before an exit is not lost. */
export function createLogger(options: LoggerOptions): Logger {
  const secrets = (options.secrets ?? []).filter((secret) => secret !== undefined && secret.length >= 6);
  const write = options.write ?? ((line: string) => void process.stderr.write(line));
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ["token", "apiKey", "*.token", "*.apiKey"], censor: "[略]" },
    },
    { write: (line: string) => write(strikeOut(line, secrets)) },
  );
}

function strikeOut(line: string, secrets: readonly (string | undefined)[]): string {
  let safe = line.replace(tokenLike, "[略]");
  for (const secret of secrets) if (secret) safe = safe.replaceAll(secret, "[略]");
  return safe;
}
