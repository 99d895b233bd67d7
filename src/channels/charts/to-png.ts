/**
 * SVG text in, a PNG at double size out, with the Chinese font of the package: no font of the machine is needed.
 * One picture is drawn at a time; a queue that is too long and a drawing that takes too long are told.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { UserError } from "../../domain/index.ts";

const scale = 2;

export interface PictureOptions {
  /** Longest time for one picture, waiting not counted, in milliseconds; 10 s when left out. */
  timeLimitMs?: number;
  /** Pictures that may wait; 20 when left out. */
  maxWaiting?: number;
}

export interface Pictures {
  /** Draws and renders; throws a UserError when too many wait or the drawing takes too long. */
  png(draw: () => Promise<string>): Promise<Uint8Array>;
}

/** A drawer that works on one picture at a time. */
export function createPictures({ timeLimitMs = 10_000, maxWaiting = 20 }: PictureOptions = {}): Pictures {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    async png(draw) {
      if (waiting > maxWaiting) throw new UserError("正在画的图太多，请过一会儿再试。");
      waiting += 1;
      const mine = last.then(async () => limited(draw().then(toPng), timeLimitMs));
      last = mine.catch(() => {});
      try {
        return await mine;
      } finally {
        waiting -= 1;
      }
    },
  };
}

/** The picture's bytes, twice as wide and high as the SVG says. */
export async function toPng(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await import("@resvg/resvg-js");
  const folder = join(dirname(createRequire(import.meta.url).resolve("@embedpdf/fonts-sc")), "..", "fonts");
  const image = await renderAsync(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: ["NotoSansHans-Regular.otf", "NotoSansHans-Bold.otf"].map((file) => join(folder, file)),
      defaultFontFamily: "Noto Sans S Chinese",
      sansSerifFamily: "Noto Sans S Chinese",
    },
  });
  return image.asPng();
}

async function limited<T>(work: Promise<T>, timeLimitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new UserError("画图用时过长，已放弃。请稍后再试。")), timeLimitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
