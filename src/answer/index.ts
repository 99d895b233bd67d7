export { type Support, supportOf } from "./accept.ts";
export {
  type AssistantOptions,
  createAssistant,
  type TracedAssistant,
} from "./create-assistant.ts";
export { createEngine, type Engine } from "./engine.ts";
export type { LanguageReport, TokenPrice } from "./language/index.ts";
export { createLibrary, type LibraryOptions } from "./library/index.ts";
export { LANGUAGE_USES, type LanguageUse, loadLanguageAssistant } from "./load-language-assistant.ts";
export { mayBeOfPeriod, type SlotResult } from "./look-up.ts";
export type { Trace } from "./trace.ts";
export { bareUnit } from "./understand/index.ts";
export { type EvidenceSource, verify } from "./verify/index.ts";
