/**
 * Pictures as the recogniser wants them: red, green and blue bytes, row by row, of bounded size.
 */
import sharp from "sharp";

export interface Picture {
  /** Three bytes for each dot. */
  data: Uint8Array;
  width: number;
  height: number;
}

/** Pages of a file as pictures. */
export interface PictureSource {
  /** Number of pages, at least 1. */
  pages: number;
  /** The picture of a page, counted from 1. */
  picture(page: number): Promise<Picture>;
}

/** Thrown for pictures that would fill the memory once decoded. */
export class TooManyPixels extends Error {}

/** Dots that are decoded at most: A3 at 600 dpi has 70 million. */
export const MAX_PIXELS = 80_000_000;
/** Longer side of a picture that lines are cut from, in dots; more adds no accuracy. */
export const MAX_SIDE = 2560;

sharp.cache(false);
sharp.concurrency(1);

/** The picture for sharp. */
export function sharpOf({ data, width, height }: Picture): sharp.Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** What sharp makes of a picture, without its alpha channel. */
export async function pictureOf(image: sharp.Sharp): Promise<Picture> {
  const { data, info } = await image
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** A piece of the picture between two rows. */
export function bandOf(picture: Picture, top: number, bottom: number): Picture {
  const row = picture.width * 3;
  return { ...picture, data: picture.data.subarray(top * row, bottom * row), height: bottom - top };
}

/** Dots of four bytes, as a canvas gives them, without the last. */
export function withoutAlpha(rgba: Uint8ClampedArray, width: number, height: number): Picture {
  const data = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    data[to] = rgba[from] ?? 0;
    data[to + 1] = rgba[from + 1] ?? 0;
    data[to + 2] = rgba[from + 2] ?? 0;
  }
  return { data, width, height };
}
