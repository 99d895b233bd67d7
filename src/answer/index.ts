export {
  type AssistantOptions,
  createAssistant,
  type Trace,
  type TracedAssistant,
} from "./create-assistant.ts";
export { type Problem, verify } from "./verify.ts";
