/**
 * Recognising pictures and scanned pages in the real process with the real models: numbers, tables, tilted and
 * sideways pages; what is damaged, too big or too slow fails alone and leaves no process behind.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { crc32, deflateSync } from "node:zlib";
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from "@napi-rs/canvas";
import sharp from "sharp";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { imageReader } from "../../src/ingest/readers/image.ts";
import { DEFAULT_LIMITS, quietContext, type ReadContext } from "../../src/ingest/readers/limits.ts";
import { recogniseImage, recognisePdfPages } from "../../src/ingest/readers/ocr/index.ts";
import { tidyText } from "../../src/ingest/readers/ocr/tidy-text.ts";
import { refusalOf } from "../support/refusal.ts";
import { LONG, paragraph, pdf } from "./pdf-fixture.ts";

const SENTENCES = [
  "去年全县受理各类申请62187件，办结61904件。",
  "窗口平均等候时间由17.5分钟缩短到9分钟。",
  "群众满意率98.36%，比上年提高0.7个百分点。",
];
const patient: ReadContext = { ...quietContext, limits: { ...DEFAULT_LIMITS, stepSeconds: 60 } };

beforeAll(() => {
  const fonts = join(dirname(createRequire(import.meta.url).resolve("@embedpdf/fonts-sc")), "../fonts");
  GlobalFonts.registerFromPath(join(fonts, "NotoSansHans-Regular.otf"), "fixture");
});

function drawn(width: number, height: number, draw: (context: SKRSContext2D) => void): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.fillStyle = "#222";
  context.font = "26px fixture";
  draw(context);
  return canvas;
}

const sentences = (): Canvas =>
  drawn(760, 300, (context) => SENTENCES.forEach((line, i) => void context.fillText(line, 60, 70 + i * 70)));

const png = (canvas: Canvas): Uint8Array => new Uint8Array(canvas.toBuffer("image/png"));

const refusal = (bytes: Uint8Array, file: string, context: ReadContext = patient): Promise<string> =>
  refusalOf(imageReader.read(bytes, file, context));

/** Numbers of the recognising processes that this process has started and that still run. */
function running(): number[] {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...args]) => parent === String(process.pid) && args.join(" ").includes("ocr-child"))
    .map(([pid]) => Number(pid));
}

async function until(holds: () => boolean, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!holds() && performance.now() < end) await wait(100);
}

describe("pictures", () => {
  test("give their sentences with every number, and say that they were recognised", async () => {
    const told: string[] = [];
    const context = { ...patient, onProgress: (message: string) => void told.push(message) };
    const bytes = png(sentences());
    expect(imageReader.accepts(bytes, "没有后缀")).toBe(true);
    const { text, recognised, warnings, pageStarts } = await imageReader.read(bytes, "通报.png", context);
    for (const sentence of SENTENCES) expect(text).toContain(sentence);
    expect(recognised?.confidence).toBeGreaterThan(0.95);
    expect(warnings).toEqual(["文字由图片识别得来，请核对原件"]);
    expect(pageStarts).toEqual([0]);
    expect(told.at(-1)).toBe("识别第 1/1 页 通报.png");
  });

  test("taken sideways give a table whose figures know their row and column", async () => {
    const rows = [
      ["部门", "受理数", "办结率"],
      ["公安局", "8205", "99.66%"],
      ["医保局", "7", "100%"],
      ["住建局", "1,006", "99.2%"],
    ];
    const canvas = drawn(700, 420, (context) => {
      rows.forEach((row, i) => {
        row.forEach((cell, j) => {
          context.strokeRect(60 + j * 190, 60 + i * 70, 190, 70);
          context.fillText(cell, 155 + j * 190 - context.measureText(cell).width / 2, 105 + i * 70);
        });
      });
    });
    const sideways = await sharp(png(canvas)).rotate(90).jpeg().toBuffer();
    const { text, tables } = await imageReader.read(sideways, "表.jpg", patient);
    expect(text.split("\n")).toEqual(rows.map((row) => row.join("\t")));
    const cells = tables?.map(({ start, end, rowHeading, columnHeading }) => [
      text.slice(start, end),
      rowHeading,
      columnHeading,
    ]);
    expect(cells).toContainEqual(["7", "医保局", "受理数"]);
    expect(cells).toContainEqual(["99.2%", "住建局", "办结率"]);
  });

  test("in a bitmap, a little tilted, have level lines", async () => {
    const canvas = drawn(760, 320, (context) => {
      context.rotate(0.025);
      SENTENCES.forEach((line, i) => void context.fillText(line, 60, 70 + i * 70));
    });
    const { lines } = await recogniseImage(bitmap(canvas), "拍照.bmp", patient);
    expect(lines.map(({ text }) => text)).toEqual(SENTENCES);
    const lefts = lines.map(({ x }) => x);
    expect(Math.max(...lefts) - Math.min(...lefts)).toBeLessThan(8);
  });

  test("without text are refused with a way out", async () => {
    expect(await refusal(png(drawn(400, 300, () => {})), "空白.png")).toMatch(
      /“空白\.png”里几乎没有识别出文字/,
    );
  });

  test("that are damaged are refused", async () => {
    const bytes = png(sentences());
    expect(await refusal(bytes.slice(0, bytes.length / 2), "断.png")).toMatch(/“断\.png”.*已损坏或不完整/);
  });

  test("of 30000 × 30000 dots are refused before they are decoded", async () => {
    const start = performance.now();
    expect(await refusal(hugePng(30_000), "巨图.png")).toMatch(/“巨图\.png”的像素太多/);
    expect(performance.now() - start).toBeLessThan(8000);
  });
});

describe("scanned pages", () => {
  test("of a PDF are recognised where they are asked for", async () => {
    const picture = sentences().toBuffer("image/png");
    const bytes = await pdf((doc) => {
      paragraph(doc, LONG, 100);
      doc.addPage().image(picture, 40, 60, { width: 500, height: 197 });
    });
    const told: string[] = [];
    const context = { ...patient, onProgress: (message: string) => void told.push(message) };
    const pages = [];
    for await (const page of recognisePdfPages(bytes, [2], "扫描.pdf", context)) pages.push(page);
    expect(pages.map(({ page }) => page)).toEqual([2]);
    expect(pages[0]?.lines.map(({ text }) => text)).toEqual(SENTENCES);
    expect(told).toContain("识别第 1/1 页 扫描.pdf");
    expect(bytes.length).toBeGreaterThan(0);
  });
});

describe.skipIf(process.platform === "win32")("the process", () => {
  test("is ended when a page takes too long", async () => {
    const context = { ...quietContext, limits: { ...DEFAULT_LIMITS, stepSeconds: 0.05 } };
    expect(await refusal(png(sentences()), "慢.png", context)).toMatch(
      /“慢\.png”.*0\.05 秒.*ZHENGWEN_MAX_STEP_SECONDS/,
    );
    expect(running()).toEqual([]);
  });

  test("is ended when its pages are no longer wanted", async () => {
    const picture = sentences().toBuffer("image/png");
    const bytes = await pdf((doc) => {
      doc.image(picture, 40, 60, { width: 500, height: 197 });
      doc.addPage().image(picture, 40, 60, { width: 500, height: 197 });
    });
    for await (const page of recognisePdfPages(bytes, [1, 2], "扫描.pdf", patient)) {
      expect(page.page).toBe(1);
      expect(running()).toHaveLength(1);
      break;
    }
    expect(running()).toEqual([]);
  });

  test("knows no secrets and ends with the thread that started it", async () => {
    const long = drawn(400, 6000, (context) => {
      for (let i = 1; i < 110; i++) context.fillText(`第${i}项受理${i * 37}件`, 40, i * 54);
    });
    process.env.SECRET_FOR_TEST = "hidden";
    const thread = new Worker(new URL("./ocr-thread.mjs", import.meta.url), {
      execArgv: [],
      workerData: png(long),
    });
    onTestFinished(() => {
      delete process.env.SECRET_FOR_TEST;
    });
    await until(() => running().length === 1, 15);
    const [pid] = running();
    expect(pid).toBeGreaterThan(0);
    const environment = `/proc/${pid}/environ`;
    if (existsSync(environment)) expect(readFileSync(environment, "utf8")).not.toContain("hidden");
    await wait(500);
    await thread.terminate();
    await until(() => running().length === 0, 8);
    expect(running()).toEqual([]);
  });
});

test.each([
  ["共1O5件，占l2.5%", "共105件，占l2.5%"],
  ["1l0件，2OO8年", "110件，2008年"],
  ["受 理 数 量 12 件", "受理数量 12 件"],
  ["5G基站，O型血，IPO企业3家", "5G基站，O型血，IPO企业3家"],
])("tidies only what is certain: %s", (recognised, tidied) => {
  expect(tidyText(recognised)).toBe(tidied);
});

/** An uncompressed bitmap, 24 bits a dot, from the bottom row up. */
function bitmap(canvas: Canvas): Uint8Array {
  const { width, height } = canvas;
  const dots = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  const row = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + row * height);
  file.write("BM");
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 54 + (height - 1 - y) * row + x * 3;
      for (let c = 0; c < 3; c++) file[at + c] = dots[(y * width + x) * 4 + 2 - c] ?? 0;
    }
  }
  return new Uint8Array(file);
}

/** A black square, one bit a dot: small as a file, 900 million dots decoded. */
function hugePng(side: number): Uint8Array {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(side / 8)) * side), { level: 1 });
  return new Uint8Array(
    Buffer.concat([
      Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
      chunk("IHDR", header),
      chunk("IDAT", rows),
      chunk("IEND", Buffer.alloc(0)),
    ]),
  );
}
