// A reading thread that recognises the picture it is given, for ocr.test.ts.
import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const { recogniseImage } = await import("../../src/ingest/readers/ocr/index.ts");
await recogniseImage(workerData, "long.png", { limits: { stepSeconds: 60 }, onProgress() {} });
