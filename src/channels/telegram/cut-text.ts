/**
 * A text cut to the room there is: a message, or the label of a button.
 */
import { firstChars, wholeCharacters } from "../rendering/index.ts";

const MAX_CHARS = 4096;

/** The text, cut at the end of a line where it is longer than one message may be. */
export function cutText(text: string, maxChars: number = MAX_CHARS): string {
  if (text.length <= maxChars) return text;
  const notice = "\n……（太长，未全部列出）";
  const kept = firstChars(text, maxChars - notice.length);
  const lineEnd = kept.lastIndexOf("\n");
  return (lineEnd > kept.length / 2 ? kept.slice(0, lineEnd) : kept) + notice;
}

/** The text as one line of at most so many characters, the last one then an ellipsis. */
export function cutLine(text: string, maxChars: number): string {
  const characters = [...wholeCharacters(text.replace(/\s+/g, " ").trim())];
  return characters.length > maxChars
    ? `${characters.slice(0, maxChars - 1).join("")}…`
    : characters.join("");
}
