/**
 * A report file sent by an admin: downloaded, put into the corpus, read with progress, and taken out again when it
 * cannot be read. A name that is taken is asked about by buttons. Others who send files are told what to do instead.
 */
import { Composer, type Context, InlineKeyboard } from "grammy";
import { visibleText } from "../rendering/index.ts";
import { type AdminNeeds, refreshInChat } from "./admin-needs.ts";
import type { RefreshOutcome } from "./admin-tools.ts";
import { outcomeWords } from "./refresh-words.ts";
import { downloadUpload, type FileAddress } from "./upload-download.ts";

export interface UploadNeeds extends AdminNeeds {
  api: FileAddress;
}

/** Telegram gives bots files of at most this size. */
const TELEGRAM_MAX_BYTES = 20_000_000;
const pressed = /^upload:([0-9a-f]{1,16}):(replace|version|cancel)$/;

/** Takes documents in private chats. */
export function uploadFeature(needs: UploadNeeds): Composer<Context> {
  const { uploads } = needs.tools;
  const feature = new Composer<Context>();
  const documents = feature.chatType("private").on("message:document");
  documents.use(async (ctx) => {
    if (!needs.isAdmin(ctx.from.id)) {
      await ctx.reply("谢谢。报告文件由管理员添加，请转给管理员；有问题可以直接问我。");
      return;
    }
    const { file_id, file_name = "", file_size = 0 } = ctx.message.document;
    const maxBytes = Math.min(uploads.maxBytes, TELEGRAM_MAX_BYTES);
    if (file_size > maxBytes) {
      const limit = Math.floor(maxBytes / 1_000_000);
      const fix =
        maxBytes < TELEGRAM_MAX_BYTES
          ? "可以调大 ZHENGWEN_MAX_FILE_MB"
          : "请把它直接放进报告文件夹，再发 /refresh";
      await ctx.reply(`这个文件超过 ${limit} MB，不能在这里接收。${fix}。`);
      return;
    }
    const content = await downloadUpload(ctx, file_id, maxBytes, needs.api);
    const id = ctx.update.update_id.toString(16);
    const { name, state } = await uploads.keep(id, file_name, content);
    if (state === "taken") {
      const keyboard = new InlineKeyboard()
        .text("替换", `upload:${id}:replace`)
        .text("另存一份", `upload:${id}:version`)
        .text("取消", `upload:${id}:cancel`);
      const question = `报告文件夹里已有“${visibleText(name)}”，内容不同。要替换它，还是另存一份？`;
      await ctx.reply(question, { reply_markup: keyboard });
      return;
    }
    await readUpload(ctx, needs, id, "new");
  });

  feature.callbackQuery(pressed, async (ctx) => {
    if (!needs.isAdmin(ctx.from.id)) {
      await ctx.answerCallbackQuery({ text: "只有管理员可以决定。", show_alert: true });
      return;
    }
    await ctx.answerCallbackQuery().catch(() => {});
    const [, id = "", choice] = ctx.match;
    await ctx.editMessageReplyMarkup().catch(() => {});
    if (choice === "cancel") {
      await uploads.settle(id);
      await ctx.reply("已取消，报告文件夹没有改动。");
      return;
    }
    await readUpload(ctx, needs, id, choice === "replace" ? "replace" : "version");
  });
  return feature;
}

async function readUpload(
  ctx: Context,
  needs: UploadNeeds,
  id: string,
  how: "new" | "replace" | "version",
): Promise<void> {
  const { uploads } = needs.tools;
  const file = await uploads.place(id, how);
  await refreshInChat(ctx, needs, `收到“${visibleText(file)}”，正在读取……`, async (outcome) => {
    const problem = problemOf(outcome, file, needs.tools.sources());
    if (problem === null) {
      await uploads.settle(id);
      return outcomeWords(outcome);
    }
    const moved = await uploads.takeBack(id);
    const rest = moved
      ? "文件已从报告文件夹里移走，其他报告不受影响。"
      : "报告文件夹里原来就有这个文件，没有改动。";
    return `“${file}”没有读成：${problem}\n${rest}`;
  });
}

/** Why the file gave no report; null when it gave one. */
function problemOf(
  { summary }: RefreshOutcome,
  file: string,
  sources: { file: string; titles: string[] }[],
): string | null {
  const own = summary.failed.filter(
    (failure) => failure.file === file || failure.file.startsWith(`${file}/`),
  );
  const isRead = sources.some((source) => source.file === file && source.titles.length > 0);
  // Of an archive some members may fail.
  if (isRead && own.every((failure) => failure.file !== file)) return null;
  return own.map(({ error }) => error).join("\n") || "里面没有能读的报告。";
}
