export { type Support, supportOf } from "./accept.ts";
export {
  type AssistantOptions,
  createAssistant,
  type Trace,
  type TracedAssistant,
} from "./create-assistant.ts";
export { createEngine, type Engine } from "./engine.ts";
export {
  createLanguageAssistant,
  LANGUAGE_USES,
  type LanguageOptions,
  type LanguageReport,
  type LanguageUse,
} from "./language/index.ts";
export { createLibrary, type LibraryOptions } from "./library/index.ts";
export { mayBeOfPeriod, type SlotResult } from "./look-up.ts";
export { bareUnit } from "./understand/index.ts";
export { type EvidenceSource, type Problem, scaleOf, verify } from "./verify/index.ts";
