/**
 * Draws a picture and sends it to a chat with a caption of at most 1024 characters. A picture is never worth an
 * error: where it cannot be drawn in time the chat is told, and the text stands.
 */
import { type Context, InputFile } from "grammy";
import { UserError } from "../../domain/index.ts";
import type { ChatNeeds } from "./chat-needs.ts";
import type { Block } from "./message-blocks.ts";
import { maxCaptionChars, oneMessage } from "./message-pages.ts";
import { inMarkupOrPlain, replyTo } from "./sheet.ts";

/** Sends what `draw` gives as SVG; `name` is the file's name, for those who save it. */
export async function sendPicture(
  ctx: Context,
  needs: Pick<ChatNeeds, "pictures" | "logger">,
  picture: { draw: () => Promise<string>; name: string; caption: readonly Block[] },
): Promise<void> {
  let bytes: Uint8Array;
  try {
    bytes = await needs.pictures.png(picture.draw);
  } catch (error) {
    needs.logger.error({ error: error instanceof Error ? error.name : typeof error }, "picture failed");
    await ctx.reply(
      error instanceof UserError ? error.message : "抱歉，图片没有画成，请看上面的文字。",
      replyTo(ctx),
    );
    return;
  }
  await inMarkupOrPlain(needs, oneMessage(picture.caption, maxCaptionChars), (caption, markup) =>
    ctx.replyWithPhoto(new InputFile(bytes, picture.name), { caption, ...markup, ...replyTo(ctx) }),
  );
}
