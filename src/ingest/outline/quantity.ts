/**
 * A line in, whether it states a quantity out: any digit that is no numbering, year, date, document number or hotline.
 * A rough test for headings and short lines; reading the figures themselves is the ledger's.
 */
import { headingMark } from "./heading-marks.ts";

const DATE =
  /\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:时]\d{2}(?:[:分](?:\d{2})?)?)?/g;
const NAMING = /(?:19|20)\d\d\s*年(?:度|\s*\d{1,2}\s*月)?|12345|〔\d{4}〕\d+号|[（(]\d+[）)]|附件\s*\d+/g;

/** True when a digit is left after everything that only names or numbers is taken away. */
export function hasQuantity(line: string): boolean {
  const rest = line.slice(headingMark(line)?.length ?? 0);
  return /\d/.test(rest.replace(DATE, "").replace(NAMING, ""));
}
