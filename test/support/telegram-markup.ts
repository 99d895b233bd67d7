/**
 * Telegram's rules for the text of a message, as strict as its own server or stricter: what it would refuse throws.
 */

/** A call that the real server refuses, with its words. */
export class BadRequest extends Error {
  override name = "BadRequest";
}

const TAGS = new Set([
  ...["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "span", "a", "code", "pre"],
  "blockquote",
]);
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };
const TOKEN = /<(\/?)([a-zA-Z][a-zA-Z-]*)((?:\s[^<>]*)?)>|&(#\d+|#x[\da-fA-F]+|[a-zA-Z]+);|[<&]/g;

/** The text without its HTML markup; throws BadRequest for markup that Telegram refuses and for what is not escaped. */
export function parseHtml(html: string): string {
  const open: string[] = [];
  const parsed = html.replace(
    TOKEN,
    (
      found,
      slash: string | undefined,
      tag: string | undefined,
      attributes: string | undefined,
      entity: string | undefined,
    ) => {
      if (entity !== undefined) return entityText(entity);
      if (tag === undefined) throw refused(`unescaped ${found}`);
      const name = tag.toLowerCase();
      if (!TAGS.has(name)) throw refused(`unsupported start tag "${name}"`);
      if (slash) {
        if (open.pop() !== name) throw refused(`unexpected end tag "${name}"`);
        return "";
      }
      checkAttributes(name, attributes ?? "");
      if (name === "blockquote" && open.includes("blockquote")) throw refused("nested blockquote");
      if (open.includes("code") || (open.includes("pre") && name !== "code"))
        throw refused("tag inside code");
      open.push(name);
      return "";
    },
  );
  const last = open.at(-1);
  if (last !== undefined) throw refused(`can't find end tag corresponding to start tag "${last}"`);
  return parsed;
}

/** Throws BadRequest for a text that is empty, too long after parsing, or broken in its UTF-16. */
export function checkText(
  text: string,
  parseMode: unknown,
  maxChars: number,
  what: "message" | "caption",
): string {
  if (parseMode !== undefined && parseMode !== "HTML") throw refused("unsupported parse_mode");
  const parsed = parseMode === "HTML" ? parseHtml(text) : text;
  if (what === "message" && parsed.trim() === "") throw new BadRequest("Bad Request: message text is empty");
  if (parsed.length > maxChars) throw new BadRequest(`Bad Request: ${what} is too long`);
  if (/\p{Surrogate}/u.test(parsed)) throw new BadRequest("Bad Request: strings must be encoded in UTF-8");
  return parsed;
}

interface Button {
  text: string;
  callback_data?: string;
}

/** The buttons of an inline keyboard, row by row flattened; throws BadRequest for one that Telegram refuses. */
export function checkButtons(markup: unknown): Button[] {
  if (typeof markup !== "object" || markup === null || !("inline_keyboard" in markup)) return [];
  const rows: unknown = markup.inline_keyboard;
  if (!Array.isArray(rows)) throw new BadRequest("Bad Request: object expected as reply markup");
  const buttons = rows.flat() as Button[];
  if (buttons.length > 100) throw new BadRequest("Bad Request: too many buttons");
  for (const { text, callback_data } of buttons) {
    if (text === "") throw new BadRequest("Bad Request: text buttons are unallowed in the inline keyboard");
    if (callback_data !== undefined && (callback_data === "" || Buffer.byteLength(callback_data) > 64)) {
      throw new BadRequest("Bad Request: BUTTON_DATA_INVALID");
    }
  }
  return buttons;
}

function checkAttributes(tag: string, attributes: string): void {
  const given = attributes.trim();
  if (given === "") return;
  if (tag === "blockquote" && given === "expandable") return;
  if (tag === "a" && /^href="[^"<>]*"$/.test(given)) return;
  if (tag === "span" && given === 'class="tg-spoiler"') return;
  if (tag === "code" && /^class="language-[^"]*"$/.test(given)) return;
  throw refused(`attributes of "${tag}"`);
}

function entityText(entity: string): string {
  if (entity.startsWith("#x")) return String.fromCodePoint(Number.parseInt(entity.slice(2), 16));
  if (entity.startsWith("#")) return String.fromCodePoint(Number(entity.slice(1)));
  const character = ENTITIES[entity];
  if (character === undefined) throw refused(`unknown entity &${entity};`);
  return character;
}

function refused(why: string): BadRequest {
  return new BadRequest(`Bad Request: can't parse entities: ${why}`);
}
