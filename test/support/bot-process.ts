/**
 * The real service, src/main.ts, as a child process that talks to the Bot API emulator: a folder with an index in,
 * a running bot out.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { NgramEmbedder } from "../../src/models/index.ts";
import { refreshIndex } from "../../src/workspace.ts";
import { type BotApi, TOKEN } from "./bot-api.ts";
import { temporaryWorkspace, writeReports } from "./index-fixture.ts";

/** A made-up report that answers 青田县2022年办件多少 and more. */
export const REPORT = [
  "青田县政务服务中心2022年工作总结",
  "一、办件情况",
  "2022年，全年办件8.2万件，满意率为99.1%。",
  "全县可跨省通办的事项有110项。",
  "二、热线情况",
  "2022年，12345热线受理群众诉求6.4万宗，办结率为98.6%。",
  "",
].join("\n");

export interface BotFolder {
  dir: string;
  corpusDir: string;
  dataDir: string;
  /** Settings that point there. */
  env: Record<string, string>;
  remove(): void;
}

export interface BotProcess {
  child: ChildProcess;
  /** Everything printed so far, both streams. */
  output(): string;
  /** Resolves with the exit code when the process has ended. */
  ended: Promise<number | null>;
  /** Resolves when the bot takes updates; rejects when it ends before. */
  ready: Promise<void>;
  /** Asks it to stop and waits for its end. */
  stop(): Promise<number | null>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** A folder with reports (one made-up report when left out), an index over them and an empty data folder. */
export async function botFolder(
  reports: Record<string, string | Uint8Array> = { "青田县2022.txt": REPORT },
): Promise<BotFolder> {
  const { dir, config, remove } = await temporaryWorkspace();
  await writeReports(config.corpusDir, reports);
  await refreshIndex(config, new NgramEmbedder());
  const dataDir = join(dir, "data");
  const env = {
    ZHENGWEN_EMBEDDER: "ngrams",
    ZHENGWEN_CORPUS: config.corpusDir,
    ZHENGWEN_INDEX: config.indexDir,
    ZHENGWEN_DATA: dataDir,
    ZHENGWEN_LOG_LEVEL: "info",
  };
  return { dir, corpusDir: config.corpusDir, dataDir, env, remove };
}

/** Starts the service; only the given settings hold. */
export function startProcess(
  api: BotApi,
  folder: BotFolder,
  settings: Record<string, string> = {},
): BotProcess {
  const inherited = Object.entries(process.env).filter(([key]) => !/^ZHENGWEN_|^VITEST|^NODE_ENV$/.test(key));
  const child = spawn(process.execPath, ["--import", "tsx", "src/main.ts"], {
    env: {
      ...Object.fromEntries(inherited),
      ...folder.env,
      ZHENGWEN_BOT_TOKEN: TOKEN,
      ZHENGWEN_API_ROOT: api.url,
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let markReady: () => void = () => {};
  let failReady: (error: Error) => void = () => {};
  const ready = new Promise<void>((resolve, reject) => {
    markReady = resolve;
    failReady = reject;
  });
  ready.catch(() => {});
  const hear = (text: string) => {
    output += text;
    if (/已启动/.test(output)) markReady();
  };
  child.stdout?.setEncoding("utf8").on("data", hear);
  child.stderr?.setEncoding("utf8").on("data", hear);
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", (code) => {
      failReady(new Error(`the bot ended (${code}):\n${output}`));
      resolve(code);
    });
  });
  return {
    child,
    output: () => output,
    ended,
    ready,
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
