/**
 * A recognising process of one's own: a file's bytes in, its pages recognised one by one out. The process has
 * no environment and no output, and ends with whoever started it.
 */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { RecognisedPage } from "../pdf.ts";
import type { OcrFailure, OcrNews, OcrOrder, SourceKind } from "./messages.ts";

/** Why the process gave no page. */
export class OcrError extends Error {
  readonly why: OcrFailure | "too-slow" | "ended";

  constructor(why: OcrFailure | "too-slow" | "ended") {
    super(why);
    this.why = why;
  }
}

export interface OcrProcess {
  /** Number of pages of the file. */
  pages: number;
  /** Recognises a page, counted from 1; rss is the memory of the process afterwards, in bytes. */
  recognise(page: number): Promise<{ page: RecognisedPage; rss: number }>;
  /** Ends the process; resolves when it is gone. */
  end(): Promise<void>;
}

const PING_MS = 1000;
const MAX_HEAP_MB = 512;
/** A reading thread is ended at the same time as its slowest page: the page's own words come first. */
const HEAD_START = 0.95;

/**
 * Starts a process and opens the file in it; rejects with OcrError, as do its pages. Opening, a page and a piece
 * of a long page may each take the seconds of a step; `onPiece` hears of the pieces.
 */
export async function startOcrProcess(
  source: SourceKind,
  bytes: Uint8Array,
  stepSeconds: number,
  onPiece: () => void,
): Promise<OcrProcess> {
  const stepMs = stepSeconds * HEAD_START * 1000;
  const child = start(source);
  const gone = new Promise<void>((resolve) =>
    child.once("exit", () => resolve()).on("error", () => resolve()),
  );
  const send = (order: OcrOrder): void => {
    if (child.connected) child.send(order, () => {});
  };
  const pings = setInterval(() => send({ kind: "ping" }), PING_MS);
  void gone.then(() => clearInterval(pings));

  function ask(order: OcrOrder): Promise<OcrNews> {
    return new Promise((resolve, reject) => {
      const tooSlow = (): void => settle(() => reject(new OcrError("too-slow")));
      let timer = setTimeout(tooSlow, stepMs);
      const hear = (news: OcrNews): void => {
        if (news.kind === "piece") {
          clearTimeout(timer);
          timer = setTimeout(tooSlow, stepMs);
          onPiece();
        } else settle(() => (news.kind === "failed" ? reject(new OcrError(news.why)) : resolve(news)));
      };
      const settle = (then: () => void): void => {
        clearTimeout(timer);
        child.off("message", hear);
        then();
      };
      child.on("message", hear);
      void gone.then(() => settle(() => reject(new OcrError("ended"))));
      send(order);
    });
  }

  async function end(): Promise<void> {
    clearInterval(pings);
    child.kill("SIGKILL");
    await gone;
  }

  try {
    const opened = await ask({ kind: "open", source, bytes, stepSeconds });
    return {
      pages: opened.kind === "opened" ? opened.pages : 0,
      async recognise(page) {
        const news = await ask({ kind: "page", page });
        if (news.kind !== "recognised") throw new OcrError("ended");
        return news;
      },
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Built code runs as it is; source needs the loader that start-ocr-child.mjs registers. */
function start(source: SourceKind): ChildProcess {
  const fromSource = import.meta.url.endsWith(".ts");
  const script = new URL(fromSource ? "./start-ocr-child.mjs" : "./ocr-child.js", import.meta.url);
  return fork(fileURLToPath(script), [source], {
    execArgv: [`--max-old-space-size=${MAX_HEAP_MB}`],
    // What decodes untrusted bytes knows no secrets and says nothing in our output.
    env: {},
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    serialization: "advanced",
  });
}
