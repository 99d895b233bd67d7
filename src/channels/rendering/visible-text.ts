/**
 * Text from a report or a chat, made safe to show: control and direction-changing characters are dropped,
 * line breaks and every visible character stay. Escaping for a markup is each channel's own work.
 */

const invisible =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The text without control, zero-width and bidirectional-override characters; CR LF becomes LF, a tab a space. */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/\t/g, " ")
    .replace(invisible, "");
}
