export {
  createLanguageAssistant,
  LANGUAGE_USES,
  type LanguageOptions,
  type LanguageReport,
  type LanguageUse,
} from "./create-language-assistant.ts";
