/**
 * A line above a table in, the unit that it states for the whole table out, or the line without that statement.
 */

/** 单位：万元, also as （计量单位：万元）; in 填报单位 the word means an organisation. */
const STATEMENT =
  /[（(【[]?\s*(?<![^\P{Script=Han}表])(?:计量|金额|货币|数量)?单位\s*[:：]\s*([^\s，,；;。（）()【】[\]]{1,10})\s*[)）】\]]?/u;
const ORGANISATION = /(?:局|委|办|厅|部|中心|公司|院|站|街道|镇|乡|县|市|区|科|会|馆|府|组|行)$/;

/** The unit stated for the whole table; "" where several are stated, null where none is. */
export function unitOfCaption(line: string): string | null {
  const unit = STATEMENT.exec(line)?.[1];
  if (unit === undefined || !isUnit(unit)) return null;
  return unit.includes("、") ? "" : unit;
}

/** The line without its unit statement; "" where it says nothing else. */
export function bareCaption(line: string): string {
  return unitOfCaption(line) === null ? line : line.replace(STATEMENT, " ").replace(/\s+/g, " ").trim();
}

/** True for what may stand in a column of units: 万元, 件, %; false for organisations and longer texts. */
export function isUnit(text: string): boolean {
  return /^[^\d\s]{1,10}$/.test(text) && !/^[-—–/]+$/.test(text) && !ORGANISATION.test(text);
}
