/**
 * The body of POST /api/ask in, a checked request out, or the Chinese message that says what to change.
 */
import { z } from "zod";

export interface AskRequest {
  question: string;
  conversation?: string;
  id?: string;
}

const body = z.object({
  question: z.string({ error: "缺少 question，应为一个问题（字符串）。" }),
  conversation: z
    .string({ error: "conversation 应为字符串。" })
    .max(200, "conversation 最多 200 个字符。")
    .optional(),
  id: z.string({ error: "id 应为字符串。" }).max(200, "id 最多 200 个字符。").optional(),
});

/** The request, or `error` with what is wrong and the fix. */
export function parseAskRequest(
  value: unknown,
  maxQuestionChars: number,
): { request: AskRequest } | { error: string } {
  const result = body.safeParse(value);
  if (!result.success) {
    return { error: result.error.issues[0]?.path.length ? messageOf(result.error) : wrongShape };
  }
  const error = questionError(result.data.question, maxQuestionChars);
  return error === undefined
    ? { request: { ...result.data, question: result.data.question.trim() } }
    : { error };
}

/** What is said about a body that is no JSON object. */
export const wrongShape = '请求体应为 JSON 对象，例如 {"question": "湛江有多少跨省通办事项"}。';

/** Why a question cannot be asked: empty or longer than `maxQuestionChars` characters; undefined when it can. */
export function questionError(question: string, maxQuestionChars: number): string | undefined {
  const length = [...question.trim()].length;
  if (length === 0) return "请输入问题。";
  if (length > maxQuestionChars) {
    return `问题有 ${length} 个字，超过了 ${maxQuestionChars} 字的上限，请缩短后再问。`;
  }
  return undefined;
}

function messageOf(error: z.ZodError): string {
  return error.issues.map((issue) => issue.message).join(" ");
}
