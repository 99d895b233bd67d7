/**
 * Gives every text of the index that has no vector one, in batches; a process killed meanwhile loses one batch.
 */
import type { Embedder } from "../models/index.ts";
import type { Store } from "../store/index.ts";
import type { OnProgress } from "./summary.ts";

const BATCH = 64;

/** Embeds what is pending and refreshes the vector index. */
export async function embedPending(store: Store, embedder: Embedder, progress: OnProgress): Promise<void> {
  const total = store.pendingCount();
  let done = 0;
  for (;;) {
    const batch = store.pendingTexts(BATCH);
    if (batch.length === 0) break;
    const vectors = await embedder.embedDocuments(batch.map(({ text }) => text));
    store.saveVectors(
      batch.flatMap(({ hash }, i) => {
        const vector = vectors[i];
        return vector ? [{ hash, vector }] : [];
      }),
    );
    done = Math.min(done + batch.length, total);
    progress(`计算向量 ${done}/${total}`, { done, total });
  }
  store.finishVectors();
}
