export { feedbackQuestions } from "./feedback-questions.ts";
export { openRecords, type RecordsOptions } from "./open-records.ts";
export type {
  AuditRecords,
  Feedback,
  NewFeedback,
  Records,
  Subscription,
  UpdateRecords,
} from "./records.ts";
