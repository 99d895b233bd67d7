/**
 * The way to a chat model: without one, nothing of what speaks to it is loaded.
 */
import type { ChatModel, ChatModelSettings } from "./chat-model.ts";

/** Loads the client that the setting names. Throws a UserError for an unknown service, a missing model name or a missing key. */
export async function loadChatModel(settings: ChatModelSettings): Promise<ChatModel> {
  const { createChatModel } = await import("./chat-model.ts");
  return createChatModel(settings);
}
