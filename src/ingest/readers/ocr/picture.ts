/**
 * The picture of a page as raw dots, and how picture files become one: turned upright as their camera says,
 * on white ground, no bigger than recognition needs. Runs inside the recognising process only.
 */
import sharp from "sharp";

export interface Picture {
  /** Three bytes a dot: red, green, blue. */
  data: Uint8Array;
  width: number;
  height: number;
}

/** A file whose pages are drawn one at a time. */
export interface PictureSource {
  /** Number of pages, at least 1. */
  pages: number;
  /** Draws a page, counted from 1. */
  picture(page: number): Promise<Picture>;
}

/** A picture too big to be decoded safely. */
export class TooManyPixels extends Error {}

/** Pictures with more dots are refused before they are decoded. */
export const MAX_PIXELS = 80_000_000;
/** Longer side of a page's picture in dots: about 220 to the inch on A4. */
export const MAX_SIDE = 2560;
/** A picture this many times longer than wide is a long screenshot, which keeps its width. */
const LONG_RATIO = 2.2;
const LONG_WIDTH = 1080;
const MAX_LONG_SIDE = 30_000;

sharp.cache(false);
sharp.concurrency(1);

/** Opens a picture file; all pages of a TIFF, the first picture of anything else. */
export async function openImage(bytes: Uint8Array): Promise<PictureSource> {
  if (bytes[0] === 0x42 && bytes[1] === 0x4d) return openBitmap(bytes);
  const { width = 0, height = 0, format, pages = 1 } = await sharp(bytes, INPUT).metadata();
  if (width * height > MAX_PIXELS) throw new TooManyPixels();
  return {
    pages: format === "tiff" ? pages : 1,
    picture: (page) => toPicture(sharp(bytes, { ...INPUT, page: page - 1 }).rotate(), width, height),
  };
}

/** The picture stretched to this size. */
export async function resized(picture: Picture, width: number, height: number): Promise<Picture> {
  const data = await fromRaw(picture).resize({ width, height, fit: "fill" }).raw().toBuffer();
  return { data, width, height };
}

/** The picture turned clockwise by a multiple of 90 degrees. */
export async function turned(picture: Picture, degrees: number): Promise<Picture> {
  const { data, info } = await fromRaw(picture).rotate(degrees).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The rows from `top` to before `bottom`, sharing the picture's memory. */
export function band(picture: Picture, top: number, bottom: number): Picture {
  const row = picture.width * 3;
  return {
    data: picture.data.subarray(top * row, bottom * row),
    width: picture.width,
    height: bottom - top,
  };
}

/** Drops the opacity of dots that lie on a ground without gaps. */
export function withoutAlpha(rgba: ArrayLike<number>, width: number, height: number): Picture {
  const data = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    data[to] = rgba[from] ?? 0;
    data[to + 1] = rgba[from + 1] ?? 0;
    data[to + 2] = rgba[from + 2] ?? 0;
  }
  return { data, width, height };
}

const INPUT: sharp.SharpOptions = { limitInputPixels: MAX_PIXELS, failOn: "error", sequentialRead: true };

function fromRaw({ data, width, height }: Picture): sharp.Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function toPicture(image: sharp.Sharp, width: number, height: number): Promise<Picture> {
  const long = Math.max(width, height) > LONG_RATIO * Math.min(width, height);
  const box = !long
    ? { width: MAX_SIDE, height: MAX_SIDE }
    : height > width
      ? { width: LONG_WIDTH, height: MAX_LONG_SIDE }
      : { width: MAX_LONG_SIDE, height: LONG_WIDTH };
  const { data, info } = await image
    .resize({ ...box, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** sharp reads no BMP; the canvas does. */
async function openBitmap(bytes: Uint8Array): Promise<PictureSource> {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const short = header.getUint32(14, true) === 12;
  const width = short ? header.getUint16(18, true) : header.getInt32(18, true);
  const height = short ? header.getUint16(20, true) : Math.abs(header.getInt32(22, true));
  if (!(width > 0 && height > 0)) throw new Error("a bitmap without size");
  if (width * height > MAX_PIXELS) throw new TooManyPixels();
  const { createCanvas, loadImage } = await import("@napi-rs/canvas");
  const image = await loadImage(Buffer.from(bytes));
  return {
    pages: 1,
    async picture() {
      const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
      const canvas = createCanvas(
        Math.max(1, Math.round(width * scale)),
        Math.max(1, Math.round(height * scale)),
      );
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      return withoutAlpha(
        context.getImageData(0, 0, canvas.width, canvas.height).data,
        canvas.width,
        canvas.height,
      );
    },
  };
}
