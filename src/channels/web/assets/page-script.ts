/**
 * The script, served as /app.js. Every page works without it: it answers without leaving the page, keeps the questions
 * asked in this browser, sorts and filters tables, copies and prints.
 */
import { askScript } from "./ask-script.ts";
import { tableScript } from "./table-script.ts";

/** Plain JavaScript for a browser. */
export const pageScript = `"use strict";\n${askScript}\n${tableScript}\n`;
