/**
 * Stand-ins for the world that the model comes from: a hub on a local port, an mvn that is a small script,
 * and tiny files in place of the weights.
 */
import { createHash } from "node:crypto";
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll } from "vitest";
import { bgeFolder, type EnsureModelOptions } from "../../src/models/index.ts";

export const MODEL = Buffer.alloc(300_000, "weights ");
export const TOKENIZER = Buffer.from('{"model":{}}');
export const CHECKSUMS = { model: sha256(MODEL), tokenizer: sha256(TOKENIZER) };

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A fresh folder that is removed when the tests of the file are done. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "zhengwen-models-"));
  folders.push(folder);
  return folder;
}

/** Options for a fresh temporary folder, with every source left out and the trial passed. */
export async function emptyOptions(): Promise<EnsureModelOptions> {
  const folder = bgeFolder(await temporaryFolder());
  return { folder, hubEndpoint: null, mavenCommand: null, checksums: CHECKSUMS, tryModel: async () => {} };
}

/** Everything that lies beside the model's folder, and in it. */
export async function leftovers(folder: string): Promise<string[]> {
  return (await readdir(dirname(folder))).sort();
}

export interface FakeHub {
  endpoint: string;
  /** Files asked for from their first byte to the last, in order. */
  downloads: string[];
  close(): Promise<void>;
}

/** What the hub does with the weights: serve them, others than it vouches for, a half, or nothing at all. */
export type HubManner = "honest" | "altered" | "cut" | "silent";

export async function startHub(manner: HubManner, delayMs = 0): Promise<FakeHub> {
  const files: Record<string, Buffer> = { "onnx/model_quantized.onnx": MODEL, "tokenizer.json": TOKENIZER };
  const downloads: string[] = [];
  const server = createServer(async (request, response) => {
    if (manner === "silent") return;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    const url = request.url ?? "";
    if (url.includes("/paths-info/main")) {
      response.setHeader("content-type", "application/json");
      const [model, tokenizer] = [
        { oid: sha256(MODEL), size: MODEL.length, pointerSize: 1 },
        gitSha1(TOKENIZER),
      ];
      response.end(
        JSON.stringify([
          { type: "file", path: "onnx/model_quantized.onnx", oid: "p", size: MODEL.length, lfs: model },
          { type: "file", path: "tokenizer.json", oid: tokenizer, size: TOKENIZER.length },
        ]),
      );
      return;
    }
    const path = Object.keys(files).find((name) => url.endsWith(`/resolve/main/${name}`));
    const content = path === undefined ? undefined : files[path];
    if (path === undefined || content === undefined) {
      response.writeHead(404, { "x-error-code": "EntryNotFound" }).end();
      return;
    }
    response.setHeader("etag", `"${sha256(content)}"`);
    if (request.headers.range === "bytes=0-0") {
      response.writeHead(206, { "content-range": `bytes 0-0/${content.length}` }).end(content.subarray(0, 1));
      return;
    }
    downloads.push(path);
    response.setHeader("content-length", content.length);
    if (manner === "cut" && content === MODEL) {
      response.write(content.subarray(0, content.length / 2), () => response.destroy());
    } else {
      response.end(manner === "altered" ? Buffer.alloc(content.length, "x") : content);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    downloads,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** An address where nobody listens. */
export async function closedAddress(): Promise<string> {
  const { endpoint, close } = await startHub("silent");
  await close();
  return endpoint;
}

/** An executable that does what `mvn dependency:copy` does: a jar with the given entries lands in outputDirectory. */
export async function fakeMaven(entries: Record<string, Buffer>): Promise<string> {
  const folder = await temporaryFolder();
  const jar = join(folder, "artifact.jar");
  await writeFile(jar, zipSync({ README: strToU8("read me"), ...entries }));
  return script(
    folder,
    `const target = process.argv.find((a) => a.startsWith("-DoutputDirectory=")).slice(18);
     if (!process.argv.some((a) => a.includes("bge-small-zh-v15-q:1.11.0-beta19"))) process.exit(1);
     console.log("[INFO] Copying the artifact");
     require("node:fs").copyFileSync(${JSON.stringify(jar)}, target + "/langchain4j.jar");`,
  );
}

/** An mvn that prints its first line and then waits for a repository that never answers. */
export async function silentMaven(): Promise<string> {
  const folder = await temporaryFolder();
  return script(folder, `console.log("[INFO] Scanning for projects..."); setTimeout(() => {}, 60_000);`);
}

/** The entries of the real artifact, with tiny contents. */
export function artifactEntries(model: Buffer = MODEL): Record<string, Buffer> {
  return { "bge-small-zh-v1.5-q.onnx": model, "bge-small-zh-v1.5-q-tokenizer.json": TOKENIZER };
}

async function script(folder: string, code: string): Promise<string> {
  const path = join(folder, "mvn");
  await writeFile(path, `#!/usr/bin/env node\n${code}\n`);
  await chmod(path, 0o755);
  return path;
}

function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function gitSha1(content: Buffer): string {
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}
