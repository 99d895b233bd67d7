/**
 * A decoded text in, the `---` block of simple `key: value` lines at its start out.
 * Flat keys only: nested values and lists are kept as the text they are or passed over.
 */

/** What a front matter block says and where the report begins after it. */
export interface FrontMatter {
  /** Keys as written, values without their quotes. */
  meta: Record<string, string>;
  /** Offset of the first character after the block; 0 when there is none. */
  bodyStart: number;
}

const MAX_LINES = 100;
const NONE: FrontMatter = { meta: {}, bodyStart: 0 };

/** Reads the front matter; a text that merely starts with a rule line (`---`) has none. */
export function frontMatter(text: string): FrontMatter {
  const opening = /^---[ \t]*\r?\n/.exec(text);
  if (!opening) return NONE;
  const entries: [string, string][] = [];
  let at = opening[0].length;
  for (let lines = 0; lines < MAX_LINES && at < text.length; lines++) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end).trimEnd();
    at = newline < 0 ? text.length : newline + 1;
    if (line === "---" || line === "...") {
      return entries.length > 0 ? { meta: Object.fromEntries(entries), bodyStart: at } : NONE;
    }
    if (line.trim() === "" || /^\s*#/.test(line) || /^(?:\s+|-\s)/.test(line)) continue;
    const entry =
      /^([A-Za-z_][\w-]{0,40})\s*[:：]\s*(.*)$/.exec(line) ?? /^(\p{L}{1,20})\s*:\s+(.*)$/u.exec(line);
    if (!entry) return NONE;
    entries.push([entry[1] ?? "", unquote(entry[2] ?? "")]);
  }
  return NONE;
}

function unquote(value: string): string {
  const quoted = /^(["'])(.*)\1\s*(?:#.*)?$/.exec(value.trim());
  return quoted ? (quoted[2] ?? "") : value.replace(/\s+#.*$/, "").trim();
}
