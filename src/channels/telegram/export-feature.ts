/**
 * /export 湛江 2021: the ledger's rows of a region (and year) as a workbook.
 */
import { Composer, type Context, InputFile } from "grammy";
import type { LibraryNeeds } from "./chat-needs.ts";
import { acknowledge, onAction } from "./choice-feature.ts";
import { type RegionYear, regionRequest } from "./region-request.ts";
import { replyTo } from "./sheet.ts";

/** What a bot may upload. */
const maxFileBytes = 50 * 1024 * 1024;

/** Sends workbooks on command and by button. */
export function exportFeature(needs: LibraryNeeds): Composer<Context> {
  const feature = new Composer();
  feature.command("export", async (ctx) => {
    if (!needs.exportXlsx) {
      await ctx.reply("这里没有开通导出。请管理员在电脑上运行 npm run export。");
      return;
    }
    const asked = await regionRequest(ctx, ctx.match, "export", needs);
    if (asked) await sendWorkbook(ctx, asked, needs);
  });
  onAction(feature, needs, "export", async (ctx, asked) => {
    await acknowledge(ctx, needs);
    await sendWorkbook(ctx, asked, needs);
  });
  return feature;
}

async function sendWorkbook(ctx: Context, { region, year }: RegionYear, needs: LibraryNeeds): Promise<void> {
  const label = `${region.name}${year === undefined ? "" : `${year}年`}`;
  const key = needs.library.keyFigures(region, year);
  if (key === null || !needs.exportXlsx) {
    await ctx.reply(`报告里没有${label}的数字。发送 /reports 看收录了哪些报告。`, replyTo(ctx));
    return;
  }
  const filter = { regionCodes: [region.code], ...(year === undefined ? {} : { year }) };
  const { name, bytes } = await needs.exportXlsx({ ...filter, label });
  if (bytes.byteLength > maxFileBytes) {
    await ctx.reply("表格超过 50 MB，发不出来。请加上年份缩小范围，例如：/export 湛江 2021", replyTo(ctx));
    return;
  }
  const caption = `${label}的数字，每行附原句和出处。`;
  await ctx.replyWithDocument(new InputFile(bytes, name), { caption, ...replyTo(ctx) });
}
