/**
 * A number that an address carries.
 */

/** The whole number from 0 to 2^31 that a text writes in digits; undefined for everything else. */
export function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= 2 ** 31 ? value : undefined;
}
