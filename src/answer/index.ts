export {
  type AssistantOptions,
  createAssistant,
  type Trace,
  type TracedAssistant,
} from "./create-assistant.ts";
export { type EvidenceSource, type Problem, verify } from "./verify/index.ts";
