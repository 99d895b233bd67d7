export { feedbackQuestions } from "./feedback-questions.ts";
export { openRecords, type RecordsOptions } from "./open-records.ts";
export type {
  AuditEntry,
  AuditRecords,
  Feedback,
  FeedbackRecords,
  NewFeedback,
  PendingUpdate,
  Records,
  Subscription,
  SubscriptionRecords,
  UpdateRecords,
} from "./records.ts";
