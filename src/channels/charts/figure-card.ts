/**
 * A region's key figures on one card that can be forwarded: figures large, what they measure below, sources at the end.
 */
import type { KeyFigures, LedgerFigure } from "../../domain/index.ts";
import { citationLabel, visibleText } from "../rendering/index.ts";
import { figureLabel } from "./figure-label.ts";
import { look } from "./look.ts";
import { textWidth, wrap } from "./text-width.ts";

const columns = 2;
const gap = 16;
const lineHeight = 21;
const labelSize = 15;
const placeSize = 12.5;
const maxGroups = 6;
const maxFigures = 16;

/** SVG text, 760 pixels wide and as high as it needs; at most 16 figures, the weightiest groups first. */
export async function figureCard(key: KeyFigures): Promise<string> {
  const parts: string[] = [];
  let y = 0;
  const head = `${key.region.name}${key.year === null ? "" : ` ${key.year}年`}`;
  parts.push(`<rect width="${look.width}" height="96" fill="${look.bar}"/>`);
  parts.push(
    text(fitted(`${head} 政务服务主要数字`, 28), look.margin, 60, { size: 28, color: "#ffffff", bold: true }),
  );
  y = 96;
  for (const group of shownGroups(key)) {
    const [title = ""] = wrap(visibleText(group.title), 17, look.width - look.margin * 2 - 16, 1);
    y += 44;
    parts.push(`<rect x="${look.margin}" y="${y - 16}" width="5" height="19" fill="${look.accent}"/>`);
    parts.push(text(title, look.margin + 15, y, { size: 17, color: look.ink, bold: true }));
    y += 16;
    for (let i = 0; i < group.figures.length; i += columns) {
      const row = group.figures.slice(i, i + columns);
      const width = row.length < columns ? fullWidth : cellWidth;
      const cells = row.map((figure) => ({
        figure,
        lines: wrap(figureLabel(figure, key), labelSize, width - 32, 2),
        // 办结率 alone does not say of what: the nearest heading does.
        place: wrap(nearestHeading(figure, group.title), placeSize, width - 32, 1)[0] ?? "",
      }));
      const rows = cells.map(({ lines, place }) => lines.length + (place === "" ? 0 : 1));
      const height = 70 + lineHeight * Math.max(...rows);
      for (const [column, one] of cells.entries()) {
        parts.push(cell(one, { x: look.margin + column * (width + gap), y, width, height }));
      }
      y += height + gap;
    }
    y -= gap;
  }
  y += 44;
  for (const line of sources(key)) {
    parts.push(text(line, look.margin, y, { size: 13, color: look.soft }));
    y += 21;
  }
  const height = y + 14;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${look.width}" height="${height}" viewBox="0 0 ${look.width} ${height}" font-family="${look.font}"><rect width="${look.width}" height="${height}" fill="${look.paper}"/>${parts.join("")}</svg>`;
}

const fullWidth = look.width - look.margin * 2;
const cellWidth = (fullWidth - gap * (columns - 1)) / columns;

function shownGroups(key: KeyFigures): KeyFigures["groups"] {
  let room = maxFigures;
  return key.groups
    .slice(0, maxGroups)
    .map(({ title, figures }) => {
      const shown = figures.slice(0, Math.min(room, 4));
      room -= shown.length;
      return { title, figures: shown };
    })
    .filter(({ figures }) => figures.length > 0);
}

function cell(
  { figure, lines, place }: { figure: LedgerFigure; lines: string[]; place: string },
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): string {
  const plan = figure.status === "plan";
  const raw = visibleText(figure.raw) + (plan ? "（计划）" : "");
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${look.band}"/>`,
    text(raw, x + 16, y + 45, {
      size: sizeFor(raw, width - 32),
      color: plan ? look.soft : look.accent,
      bold: true,
    }),
    ...lines.map((line, i) =>
      text(line, x + 16, y + 74 + i * lineHeight, { size: labelSize, color: look.ink }),
    ),
    text(place, x + 16, y + 74 + lines.length * lineHeight, { size: placeSize, color: look.soft }),
  ].join("");
}

/** The innermost heading over the figure; "" where that is the group's own. */
function nearestHeading({ section }: LedgerFigure, groupTitle: string): string {
  const heading = visibleText(section.split(" > ").at(-1) ?? "").trim();
  return heading === visibleText(groupTitle).trim() ? "" : heading;
}

function sizeFor(raw: string, room: number): number {
  return Math.min(32, Math.floor((room / textWidth(raw, 1)) * 0.97));
}

function fitted(title: string, size: number): string {
  return wrap(title, size, look.width - look.margin * 2, 1)[0] ?? "";
}

function sources(key: KeyFigures): string[] {
  const titles = new Set(key.citations.map((citation) => `《${citationLabel(citation).title}》`));
  const line = `来源：${[...titles].slice(0, 4).join("、")}${titles.size > 4 ? `等${titles.size}份报告` : ""}`;
  return [...wrap(line, 13, look.width - look.margin * 2, 3), "数字以报告原文为准，引用前请核对时期和口径。"];
}

interface Font {
  size: number;
  color: string;
  bold?: boolean;
}

function text(content: string, x: number, y: number, { size, color, bold = false }: Font): string {
  const weight = bold ? ' font-weight="700"' : "";
  return `<text x="${x}" y="${y}" font-size="${size}"${weight} fill="${color}">${escapeXml(content)}</text>`;
}

/** XML knows no control characters and no half of a surrogate pair. */
function escapeXml(content: string): string {
  return content
    .replace(/[\u0000-\u001f\ufffe\uffff]|\p{Cs}/gu, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
