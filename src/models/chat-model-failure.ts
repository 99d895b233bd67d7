/**
 * A failure of a chat model's server in, a Chinese sentence with the setting to look at out.
 */
import { readFailure } from "./remote-failure.ts";

/** What happened at the server and which setting mends it; never holds the question or the key. */
export function explainChatFailure(
  error: unknown,
  { name, server }: { name: string; server: string },
): string {
  const { codes, status, message } = readFailure(error);
  if (codes.has("ECONNREFUSED")) {
    return `语言模型服务 ${server} 拒绝连接：请确认服务已启动，ZHENGWEN_CHAT_BASE_URL 写对了。`;
  }
  if (codes.has("ENOTFOUND") || codes.has("EAI_AGAIN")) {
    return `找不到语言模型服务 ${server}：请检查 ZHENGWEN_CHAT_BASE_URL 和网络。`;
  }
  if (
    ["TimeoutError", "AbortError", "APIConnectionTimeoutError", "UND_ERR_HEADERS_TIMEOUT"].some((code) =>
      codes.has(code),
    ) ||
    /timed? ?out|abort/i.test(message)
  ) {
    return `语言模型服务 ${server} 没有按时回应：可以把 ZHENGWEN_CHAT_TIMEOUT_MS 调大，或换一个更快的模型。`;
  }
  if (status === 401 || status === 403 || /api[ _-]?key|unauthorized/i.test(message)) {
    return `语言模型服务 ${server} 不接受密钥：请检查 ZHENGWEN_CHAT_API_KEY。`;
  }
  if (status === 404 || /not found/i.test(message)) {
    return `语言模型服务 ${server} 没有这个模型或地址：请检查 ZHENGWEN_CHAT_MODEL（现为 ${name}）和 ZHENGWEN_CHAT_BASE_URL。`;
  }
  if (status === 429) return `语言模型服务 ${server} 说请求太多或额度用完：请稍后再试。`;
  const code = status ?? [...codes].find((known) => known !== "Error") ?? "";
  return `语言模型服务 ${server} 出错${code ? `（${code}）` : ""}：请检查 ZHENGWEN_CHAT_MODEL（现为 ${name}）和 ZHENGWEN_CHAT_BASE_URL。`;
}
