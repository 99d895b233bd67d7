/**
 * /watch 地区, /unwatch 地区, /watching: which regions a chat hears of when a report brings new figures.
 */
import { Composer, type Context } from "grammy";
import type { Library, Region } from "../../domain/index.ts";
import type { Records } from "../../records/index.ts";
import { visibleText } from "../rendering/index.ts";

/** What the menu of everybody shows of this feature. */
export const watchCommands = [
  { command: "watch", description: "订阅一个地区，例如 /watch 湛江" },
  { command: "unwatch", description: "退订，例如 /unwatch 湛江" },
  { command: "watching", description: "已订阅的地区" },
];

const MAX_NAME_CHARS = 40;
const MAX_SHOWN = 8;

/** Subscriptions of a chat; in a group, of the whole group. */
export function subscriptionFeature({
  records,
  library,
}: {
  records: Records;
  library: Library;
}): Composer<Context> {
  const { subscriptions } = records;
  const feature = new Composer<Context>();

  feature.command("watch", async (ctx) => {
    const found = findRegion(ctx.match);
    if (typeof found === "string") return ctx.reply(found || "请写上地区，例如：/watch 湛江");
    const { code, name } = found;
    const state = subscriptions.add({ chatId: ctx.chat.id, code, region: name });
    const words = {
      added: `已订阅${name}。有新报告带来${name}的数字时，我会告诉您。退订请发：/unwatch ${name}`,
      known: `${name}已经订阅过了。`,
      full: "订阅的地区太多了，请先用 /unwatch 退订一些。",
    };
    return ctx.reply(words[state]);
  });

  feature.command("unwatch", async (ctx) => {
    const name = ctx.match.trim();
    const own = subscriptions.of(ctx.chat.id);
    const matching = own.filter(({ region }) => name !== "" && region.startsWith(name));
    const [one] = matching.length > 1 ? matching.filter(({ region }) => region === name) : matching;
    if (!one) return ctx.reply(own.length === 0 ? "还没有订阅地区。" : `请写上要退订的地区。${listed(own)}`);
    subscriptions.remove(ctx.chat.id, one.code);
    return ctx.reply(`已退订${one.region}。`);
  });

  feature.command("watching", (ctx) => {
    const own = subscriptions.of(ctx.chat.id);
    return ctx.reply(
      own.length === 0 ? "还没有订阅地区。订阅请发：/watch 地区，例如 /watch 湛江" : listed(own),
    );
  });
  return feature;

  /** The region that a name means; otherwise words that ask for a better one, "" for no name at all. */
  function findRegion(given: string): Region | string {
    const name = visibleText(given).trim();
    if (name === "") return "";
    const shown = name.slice(0, MAX_NAME_CHARS);
    const found = library.findRegions(shown);
    const [only] = found;
    if (!only) return `没有“${shown}”的报告，暂时不能订阅。现有哪些地区，可以问我“有哪些报告”。`;
    if (found.length === 1) return only;
    const names = found.slice(0, MAX_SHOWN).map((region) => region.name);
    return (
      found.find((region) => region.name === name) ??
      `“${shown}”可以指：${names.join("、")}。请写全名再订阅。`
    );
  }
}

function listed(own: { region: string }[]): string {
  return `已订阅：${own.map(({ region }) => region).join("、")}。`;
}
