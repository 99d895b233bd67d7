/**
 * The bytes of a picture file in, its pages as pictures out. The size is looked at before anything is decoded.
 */
import sharp from "sharp";
import {
  MAX_PIXELS,
  MAX_SIDE,
  type Picture,
  type PictureSource,
  pictureOf,
  TooManyPixels,
  withoutAlpha,
} from "./picture.ts";

const INPUT = { limitInputPixels: MAX_PIXELS, failOn: "error", sequentialRead: true } as const;
/** A picture longer than this many times its width is a screen photographed by scrolling. */
const LONG_RATIO = 2.2;
const LONG_WIDTH = 1080;
const MAX_LONG_SIDE = 16_000;

/** Opens a picture file; only of TIFF more than the first page is known. */
export async function openImage(bytes: Uint8Array): Promise<PictureSource> {
  if (bytes[0] === 0x42 && bytes[1] === 0x4d) return openBitmap(bytes);
  // The limit is checked here to tell it apart from damage.
  const {
    width,
    height,
    format,
    pages = 1,
  } = await sharp(bytes, {
    ...INPUT,
    limitInputPixels: false,
  }).metadata();
  if (!width || !height) throw new Error("a picture without size");
  if (width * height > MAX_PIXELS) throw new TooManyPixels();
  const box = boxFor(width, height);
  return {
    pages: format === "tiff" ? pages : 1,
    picture: (page) =>
      pictureOf(
        sharp(bytes, { ...INPUT, page: page - 1 })
          .resize({ ...box, fit: "inside", withoutEnlargement: true })
          .rotate(),
      ),
  };
}

/** The box that a picture is brought into. */
function boxFor(width: number, height: number): { width: number; height: number } {
  if (Math.max(width, height) <= LONG_RATIO * Math.min(width, height)) {
    return { width: MAX_SIDE, height: MAX_SIDE };
  }
  return height > width
    ? { width: LONG_WIDTH, height: MAX_LONG_SIDE }
    : { width: MAX_LONG_SIDE, height: LONG_WIDTH };
}

/** BMP files, which sharp does not know. */
async function openBitmap(bytes: Uint8Array): Promise<PictureSource> {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const short = header.getUint32(14, true) === 12;
  const width = short ? header.getUint16(18, true) : header.getInt32(18, true);
  const height = short ? header.getUint16(20, true) : Math.abs(header.getInt32(22, true));
  if (!(width > 0 && height > 0)) throw new Error("a bitmap without size");
  if (width * height > MAX_PIXELS) throw new TooManyPixels();
  const { createCanvas, loadImage } = await import("@napi-rs/canvas");
  const image = await loadImage(Buffer.from(bytes));
  const picture = async (): Promise<Picture> => {
    const box = boxFor(width, height);
    const scale = Math.min(1, box.width / width, box.height / height);
    const size = [width, height].map((side) => Math.max(1, Math.round(side * scale)));
    const canvas = createCanvas(size[0] ?? 1, size[1] ?? 1);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return withoutAlpha(data, canvas.width, canvas.height);
  };
  return { pages: 1, picture };
}
