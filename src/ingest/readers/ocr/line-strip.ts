/**
 * A picture and the box of a line in, the line straightened to the height that the model reads out,
 * as the model's input: blue, green, red, from -1 to 1.
 */
import type { LineBox } from "./line-boxes.ts";
import type { Picture } from "./picture.ts";

/** Height of a line as the model reads it, in dots. */
export const STRIP_HEIGHT = 48;
/** The model knows short lines with empty room behind them. */
const LEAST_WIDTH = 160;
const MAX_WIDTH = 3200;
const MAX_SAMPLES = 4;

export interface Strip {
  /** Three planes of width × STRIP_HEIGHT. */
  data: Float32Array;
  width: number;
  /** Share of the width that the line takes; the rest is grey. */
  filled: number;
}

/** Cuts the line out; each dot is the mean of the dots that it covers. */
export function lineStrip(picture: Picture, box: LineBox): Strip {
  const scale = box.height / STRIP_HEIGHT;
  const lineWidth = Math.min(MAX_WIDTH, Math.max(1, Math.round(box.width / scale)));
  const width = Math.max(LEAST_WIDTH, lineWidth);
  const stepX = box.width / lineWidth;
  const samples = Math.min(MAX_SAMPLES, Math.max(1, Math.round(scale)));
  const cos = Math.cos(box.angle);
  const sin = Math.sin(box.angle);
  const plane = width * STRIP_HEIGHT;
  const data = new Float32Array(plane * 3);
  const rgb: [number, number, number] = [0, 0, 0];
  for (let v = 0; v < STRIP_HEIGHT; v++) {
    for (let u = 0; u < lineWidth; u++) {
      rgb.fill(0);
      for (let j = 0; j < samples; j++) {
        const across = (v + (j + 0.5) / samples - STRIP_HEIGHT / 2) * scale;
        for (let i = 0; i < samples; i++) {
          const along = (u + (i + 0.5) / samples - lineWidth / 2) * stepX;
          addDot(rgb, picture, box.x + along * cos - across * sin, box.y + along * sin + across * cos);
        }
      }
      const share = 2 / (255 * samples * samples);
      const at = v * width + u;
      data[at] = rgb[2] * share - 1;
      data[plane + at] = rgb[1] * share - 1;
      data[2 * plane + at] = rgb[0] * share - 1;
    }
  }
  return { data, width, filled: lineWidth / width };
}

/** Adds the colour between four dots; outside the picture its edge goes on. */
function addDot(rgb: [number, number, number], picture: Picture, x: number, y: number): void {
  const { data, width, height } = picture;
  const px = Math.min(width - 1, Math.max(0, x - 0.5));
  const py = Math.min(height - 1, Math.max(0, y - 0.5));
  const x0 = Math.floor(px);
  const y0 = Math.floor(py);
  const fx = px - x0;
  const fy = py - y0;
  const right = x0 + 1 < width ? 3 : 0;
  const below = y0 + 1 < height ? width * 3 : 0;
  const at = (y0 * width + x0) * 3;
  for (let c = 0; c < 3; c++) {
    const top = (data[at + c] ?? 0) * (1 - fx) + (data[at + right + c] ?? 0) * fx;
    const bottom = (data[at + below + c] ?? 0) * (1 - fx) + (data[at + below + right + c] ?? 0) * fx;
    const colour = top * (1 - fy) + bottom * fy;
    if (c === 0) rgb[0] += colour;
    else if (c === 1) rgb[1] += colour;
    else rgb[2] += colour;
  }
}
