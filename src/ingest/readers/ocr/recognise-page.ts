/**
 * The picture of a page in, its lines of text with their places on the upright page out. Lines that stand beside
 * each other stay apart, as tables need; a picture much longer than wide is read in pieces.
 */
import type { RecognisedPage } from "../pdf.ts";
import { type LineBox, pageTilt } from "./line-boxes.ts";
import { bandOf, type Picture } from "./picture.ts";
import type { ReadCharacter } from "./read-characters.ts";
import type { Recogniser } from "./recogniser.ts";
import { tidyText } from "./tidy-text.ts";
import { upright } from "./upright.ts";

type RecognisedLine = RecognisedPage["lines"][number];

const LEAST_CONFIDENCE = 0.5;
/** A gap of this many line heights parts a line: cells of one row. */
const CELL_GAP = 2.5;
/** A picture that is longer is read in pieces about as long as this many times its width. */
const PIECE_RATIO = 1.6;
const LONG_RATIO = 2.2;

/** Recognises the page; width and height are those of the upright page. A long one is told of piece by piece. */
export async function recognisePage(
  recogniser: Recogniser,
  picture: Picture,
  onPiece: () => void = () => {},
): Promise<Omit<RecognisedPage, "page">> {
  const { width, height } = picture;
  if (height > LONG_RATIO * width) {
    const lines: RecognisedLine[] = [];
    for (const { top, bottom } of piecesOf(picture)) {
      const piece = bandOf(picture, top, bottom);
      const found = await linesIn(recogniser, piece, await recogniser.boxes(piece));
      lines.push(...found.map((line) => ({ ...line, y: line.y + top })));
      onPiece();
    }
    return { width, height, lines };
  }
  const page = await upright(recogniser, picture);
  const lines = await linesIn(recogniser, page.picture, page.boxes);
  return { width: page.picture.width, height: page.picture.height, lines };
}

async function linesIn(
  recogniser: Recogniser,
  picture: Picture,
  boxes: LineBox[],
): Promise<RecognisedLine[]> {
  const tilt = pageTilt(boxes);
  const lines: RecognisedLine[] = [];
  for (const box of boxes) {
    lines.push(...linesOf(await recogniser.read(picture, box), straightened(box, picture, tilt)));
  }
  return lines;
}

/** Pieces of a long picture, cut where a row has least in it. */
function piecesOf(picture: Picture): { top: number; bottom: number }[] {
  const { width, height } = picture;
  const step = Math.round(width * PIECE_RATIO);
  const pieces: { top: number; bottom: number }[] = [];
  for (let top = 0; top < height; ) {
    const bottom = height - top <= step * 1.25 ? height : quietestRow(picture, top + step * 0.75, top + step);
    pieces.push({ top, bottom });
    top = bottom;
  }
  return pieces;
}

function quietestRow({ data, width }: Picture, from: number, to: number): number {
  let best = Math.round(to);
  let least = Infinity;
  for (let y = Math.round(to); y >= from; y--) {
    let unrest = 0;
    for (let at = y * width * 3 + 3; at < (y + 1) * width * 3; at += 3) {
      unrest += Math.abs((data[at] ?? 0) - (data[at - 3] ?? 0));
    }
    if (unrest < least) {
      least = unrest;
      best = y;
    }
  }
  return best;
}

/** The box as it stands once the page's tilt is taken out around the page's middle. */
function straightened(box: LineBox, page: Picture, tilt: number): LineBox {
  const x = box.x - page.width / 2;
  const y = box.y - page.height / 2;
  return {
    ...box,
    x: x * Math.cos(tilt) + y * Math.sin(tilt) + page.width / 2,
    y: y * Math.cos(tilt) - x * Math.sin(tilt) + page.height / 2,
    angle: 0,
  };
}

/** The characters of one box as lines: one, or several where wide gaps part them. */
function linesOf(characters: ReadCharacter[], box: LineBox): RecognisedLine[] {
  const gap = (CELL_GAP * box.height) / box.width;
  const parts: ReadCharacter[][] = [];
  for (const character of characters) {
    const part = parts.at(-1);
    const last = part?.at(-1);
    if (part && last && (character.char === " " || character.place - last.place < gap)) {
      if (character.char !== " ") part.push(character);
      else part.push({ ...character, place: last.place });
    } else if (character.char !== " ") parts.push([character]);
  }
  const left = box.x - box.width / 2;
  return parts.flatMap((part, i) => {
    const text = tidyText(part.map(({ char }) => char).join(""));
    const confidence = part.reduce((sum, { likely }) => sum + likely, 0) / part.length;
    if (text === "" || confidence < LEAST_CONFIDENCE) return [];
    const half = box.height / 2;
    const from = i === 0 ? 0 : Math.max(0, (part[0]?.place ?? 0) * box.width - half);
    const to =
      i === parts.length - 1 ? box.width : Math.min(box.width, (part.at(-1)?.place ?? 1) * box.width + half);
    return [{ text, x: left + from, y: box.y - half, width: to - from, height: box.height, confidence }];
  });
}
