/**
 * A trial of model files whose checksums nobody vouches for: they must embed, and tell like from unlike.
 */
import { loadBge } from "./bge.ts";

/** Rejects with a Chinese reason when the folder's model cannot be loaded or its vectors make no sense. */
export async function tryModel(folder: string): Promise<void> {
  const embedder = await loadBge(folder).catch(() => {
    throw new Error("文件打不开，不是这个模型");
  });
  try {
    const [first, alike, unlike] = await embedder.embedDocuments([
      "办事大厅几点开门",
      "政务大厅的上班时间",
      "今年小麦的平均亩产",
    ]);
    if (!first || !alike || !unlike || dot(first, alike) < dot(first, unlike) + 0.05) {
      throw new Error("向量分不清相近和无关的句子，文件可能损坏");
    }
  } finally {
    await embedder.dispose?.();
  }
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
