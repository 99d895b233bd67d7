/**
 * The picture of a page that may have been scanned sideways or upside down in, the same upright with the boxes of
 * its lines out. A few lines are read on trial, since only reading tells which way is up.
 */
import type { LineBox } from "./line-boxes.ts";
import { type Picture, pictureOf, sharpOf } from "./picture.ts";
import type { Recogniser } from "./recogniser.ts";

export interface UprightPage {
  picture: Picture;
  boxes: LineBox[];
}

const TALL = 1.5;
const TRIALS = 4;
/** Upright lines are read with more certainty than this, upside down ones with less. */
const CERTAIN = 0.75;

/** Turns the page where its lines ask for it. */
export async function upright(recogniser: Recogniser, picture: Picture): Promise<UprightPage> {
  const page = { picture, boxes: await recogniser.boxes(picture) };
  if (page.boxes.length === 0) return page;
  const lengths = { tall: 0, all: 0 };
  for (const { width, height } of page.boxes) {
    lengths.all += Math.max(width, height);
    if (height > TALL * width) lengths.tall += height;
  }
  const sideways = lengths.tall > lengths.all / 2;
  if (!sideways && (await certainty(recogniser, page)) >= CERTAIN) return page;
  let best = { page, certain: sideways ? 0 : await certainty(recogniser, page) };
  for (const degrees of sideways ? [270, 90] : [180]) {
    const turnedPicture = await pictureOf(sharpOf(picture).rotate(degrees));
    const turned = { picture: turnedPicture, boxes: await recogniser.boxes(turnedPicture) };
    const certain = await certainty(recogniser, turned);
    if (certain > best.certain) best = { page: turned, certain };
    if (certain >= CERTAIN) break;
  }
  return best.page;
}

/** How surely the longest lines are read, 0 to 1. */
async function certainty(recogniser: Recogniser, { picture, boxes }: UprightPage): Promise<number> {
  const longest = [...boxes].sort((a, b) => b.width - a.width).slice(0, TRIALS);
  let sum = 0;
  let count = 0;
  for (const box of longest) {
    const characters = await recogniser.read(picture, box);
    count += characters.length;
    for (const { likely } of characters) sum += likely;
  }
  return count === 0 ? 0 : sum / count;
}
