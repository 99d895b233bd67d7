/**
 * Pressed buttons: each feature takes its own kind of action; here those that ask a question or turn a page, and
 * the word for a button that is no longer known.
 */
import { type CallbackQueryContext, Composer, type Context } from "grammy";
import { answerQuestion } from "./answer-question.ts";
import type { ChatNeeds } from "./chat-needs.ts";
import { type ChoiceAction, choiceData } from "./choice-store.ts";
import { editSheet } from "./sheet.ts";

type ActionOf<Kind extends ChoiceAction["kind"]> = Extract<ChoiceAction, { kind: Kind }>;

/** Calls the handler for pressed buttons of one kind. The handler answers the press. */
export function onAction<Kind extends ChoiceAction["kind"]>(
  feature: Composer<Context>,
  { choices }: Pick<ChatNeeds, "choices">,
  kind: Kind,
  handle: (ctx: CallbackQueryContext<Context>, action: ActionOf<Kind>) => Promise<unknown>,
): void {
  feature.callbackQuery(choiceData, async (ctx, next) => {
    const action = choices.find(ctx.callbackQuery.data);
    if (action === undefined || !isOf(action, kind)) return next();
    await handle(ctx, action);
  });
}

/** Ends the waiting sign of a button, with a word where there is one. Telegram refuses this for an old press: the rest is done all the same. */
export async function acknowledge(
  ctx: Context,
  needs: Pick<ChatNeeds, "logger">,
  text?: string,
): Promise<void> {
  const say = text === undefined ? {} : { text: text.slice(0, 200), show_alert: text.length > 12 };
  await ctx.answerCallbackQuery(say).catch(() => needs.logger.debug("callback query too old"));
}

/** Asks pressed questions, turns pages; an unknown or expired button is told to the person who pressed it. Stands after all features with buttons. */
export function choiceFeature(needs: ChatNeeds): Composer<Context> {
  const feature = new Composer();
  onAction(feature, needs, "ask", async (ctx, { question }) => {
    await acknowledge(ctx, needs);
    await answerQuestion(ctx, question, needs, { chosen: true });
  });
  onAction(feature, needs, "page", async (ctx, { sheet, page }) => {
    await acknowledge(ctx, needs);
    const id = ctx.callbackQuery.message?.message_id;
    if (id !== undefined) await editSheet(ctx, id, sheet, needs, page);
  });
  feature.callbackQuery(choiceData, (ctx) => acknowledge(ctx, needs, "这个按钮已过期，请直接输入问题。"));
  feature.on("callback_query:data", (ctx) => acknowledge(ctx, needs));
  return feature;
}

function isOf<Kind extends ChoiceAction["kind"]>(action: ChoiceAction, kind: Kind): action is ActionOf<Kind> {
  return action.kind === kind;
}
