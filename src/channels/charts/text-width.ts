/**
 * How wide a text is drawn, by the widths of Noto Sans: enough to wrap a label without a canvas.
 */

/** Width in pixels at a font size: a Chinese character is as wide as it is high, a Latin one about 0.56 of that. */
export function textWidth(text: string, size: number): number {
  let units = 0;
  for (const character of text) units += widthOf(character);
  return units * size;
}

/** The text in lines of at most `maxWidth` pixels; what does not fit in `maxLines` ends in "…". */
export function wrap(text: string, size: number, maxWidth: number, maxLines = 2): string[] {
  const lines: string[] = [];
  let line = "";
  for (const character of text.replace(/\s+/g, " ").trim()) {
    if (line !== "" && textWidth(line + character, size) > maxWidth && !mayNotBegin.test(character)) {
      lines.push(line);
      line = "";
    }
    line += character;
  }
  if (line !== "") lines.push(line);
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), shortened(lines[maxLines - 1] ?? "", size, maxWidth)];
}

/** Closing marks hang over rather than begin a line. */
const mayNotBegin = /[，。、；：）》”’,.;:)%]/;

function shortened(line: string, size: number, maxWidth: number): string {
  const characters = [...line];
  while (characters.length > 1 && textWidth(`${characters.join("")}…`, size) > maxWidth) characters.pop();
  return `${characters.join("")}…`;
}

function widthOf(character: string): number {
  if (/[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u3000-\u303f“”‘’…—\u{20000}-\u{3ffff}]/u.test(character))
    return 1;
  if (/[.,:;'|!()ilj ]/.test(character)) return 0.32;
  return /[MW%@]/.test(character) ? 0.9 : 0.58;
}
