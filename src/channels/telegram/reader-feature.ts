/**
 * Everything for readers, in the order in which it looks at an update. Whatever nothing before took is a question.
 */
import { Composer, type Context } from "grammy";
import { alternativesFeature } from "./alternatives-feature.ts";
import { createChatNeeds, hasLibrary, type ReaderNeeds } from "./chat-needs.ts";
import { choiceFeature } from "./choice-feature.ts";
import { compareFeature } from "./compare-feature.ts";
import { editedFeature } from "./edited-feature.ts";
import { exportFeature } from "./export-feature.ts";
import { feedbackFeature } from "./feedback-feature.ts";
import { figuresFeature } from "./figures-feature.ts";
import { inlineFeature } from "./inline-feature.ts";
import { mediaFeature } from "./media-feature.ts";
import { questionFeature } from "./question-feature.ts";
import { reportsFeature } from "./reports-feature.ts";
import { sourceFeature } from "./source-feature.ts";
import { welcomeFeature } from "./welcome-feature.ts";

/** The features for readers; those that show what the reports hold only where there is a library. */
export function readerFeature(options: ReaderNeeds): Composer<Context> {
  const needs = createChatNeeds(options);
  const feature = new Composer<Context>();
  feature.use(welcomeFeature(needs));
  if (hasLibrary(needs)) {
    feature.use(figuresFeature(needs), reportsFeature(needs), compareFeature(needs), exportFeature(needs));
    feature.use(sourceFeature(needs), alternativesFeature(needs));
  }
  feature.use(feedbackFeature(needs));
  feature.use(choiceFeature(needs));
  feature.use(inlineFeature(needs));
  feature.use(editedFeature(needs));
  feature.use(questionFeature(needs));
  feature.use(mediaFeature(needs));
  return feature;
}
