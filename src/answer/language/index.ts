export {
  createLanguageAssistant,
  type LanguageOptions,
  type LanguageReport,
} from "./create-language-assistant.ts";
export type { TokenPrice } from "./token-price.ts";
