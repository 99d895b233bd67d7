/**
 * The inside of the refreshing process: an order from refresh-process.ts in, news out. Ends when its parent does.
 */
import { UserError } from "./domain/index.ts";
import type { RefreshNews, RefreshOrder } from "./refresh-process.ts";
import { embedderFrom, refreshIndex } from "./workspace.ts";

const MIN_GAP_MS = 100;

process.on("disconnect", () => process.exit(1));
process.once("message", ({ config }: RefreshOrder) => {
  let told = 0;
  const hooks = {
    onProgress: (message: string, step?: { done: number; total: number }) => {
      // Thousands of files make a few messages a second.
      if (step && step.done < step.total && performance.now() - told < MIN_GAP_MS) return;
      told = performance.now();
      tell({ kind: "progress", message, ...(step ? { step } : {}) });
    },
  };
  run(hooks).then(
    (summary) => tell({ kind: "done", summary }, () => process.exit(0)),
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      tell({ kind: "failed", told: error instanceof UserError, message }, () => process.exit(1));
    },
  );

  async function run(progress: typeof hooks) {
    const embedder = await embedderFrom(config, progress);
    return refreshIndex(config, embedder, progress);
  }
});

function tell(news: RefreshNews, then: () => void = () => {}): void {
  process.send?.(news, undefined, {}, then);
}
