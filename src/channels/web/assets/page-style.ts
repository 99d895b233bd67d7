/**
 * The style sheet, served as /app.css: laid out for a phone first, light and dark after the reader's system, no foreign resource.
 */
import { answerStyle } from "./answer-style.ts";
import { frameStyle } from "./frame-style.ts";
import { reportStyle } from "./report-style.ts";

/** The parts in the order in which they build on each other. */
export const pageStyle = [frameStyle, answerStyle, reportStyle].join("\n");
