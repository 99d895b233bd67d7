/**
 * A failure of an embeddings server in, a Chinese sentence with the setting to look at out.
 */

/** `name` is the embedder's setting, `server` its address or service. */
export function explainRemoteFailure(error: unknown, name: string, server: string): string {
  const { codes, status, message } = readFailure(error);
  if (codes.has("ECONNREFUSED")) {
    return `向量服务 ${server} 拒绝连接：请确认服务已启动，ZHENGWEN_EMBEDDING_BASE_URL 写对了。`;
  }
  if (codes.has("ENOTFOUND") || codes.has("EAI_AGAIN")) {
    return `找不到向量服务 ${server}：请检查 ZHENGWEN_EMBEDDING_BASE_URL 和网络。`;
  }
  if (codes.has("TimeoutError") || codes.has("AbortError") || codes.has("UND_ERR_HEADERS_TIMEOUT")) {
    return `向量服务 ${server} 没有按时回应：请检查服务是否正常，稍后再试。`;
  }
  if (status === 401 || status === 403 || /api[ _-]?key|unauthorized/i.test(message)) {
    return `向量服务 ${server} 不接受密钥：请检查 ZHENGWEN_EMBEDDING_API_KEY。`;
  }
  if (status === 404 || /not found/i.test(message)) {
    return `向量服务 ${server} 没有这个模型或地址：请检查 ZHENGWEN_EMBEDDER（现为 ${name}）和 ZHENGWEN_EMBEDDING_BASE_URL。`;
  }
  if (status === 429) return `向量服务 ${server} 说请求太多或额度用完：请稍后再试。`;
  const detail = status === undefined ? message : `${status}，${message}`;
  return `向量服务 ${server} 出错（${detail.slice(0, 200)}）：请检查 ZHENGWEN_EMBEDDER（现为 ${name}）。`;
}

/** What an error of a server's client tells. */
export interface Failure {
  /** Codes and names of the error and of everything that caused it. */
  codes: Set<string>;
  status?: number;
  message: string;
}

/** Reads codes, status and message from an error and what caused it. */
export function readFailure(error: unknown): Failure {
  const failure: Failure = {
    codes: new Set(),
    message: error instanceof Error ? error.message : String(error),
  };
  for (let cause = error, depth = 0; cause instanceof Object && depth < 5; depth++) {
    const fields = cause as Record<string, unknown>;
    if (typeof fields.code === "string") failure.codes.add(fields.code);
    if (typeof fields.name === "string") failure.codes.add(fields.name);
    for (const status of [fields.status, fields.status_code]) {
      if (typeof status === "number") failure.status ??= status;
    }
    // A host with several addresses fails with one error for each.
    cause = fields.cause ?? (Array.isArray(fields.errors) ? fields.errors[0] : undefined);
  }
  return failure;
}
