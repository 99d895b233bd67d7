/**
 * A disk that fills up during a refresh and one that is read-only, both real: a small memory disk in a mount namespace
 * of its own. Where the machine does not permit mounting, these tests are left out.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const MOUNT = "mount -t tmpfs -o size=2500k tmpfs";
const permitted = spawnSync("unshare", ["-m", "sh", "-c", `${MOUNT} /mnt`]).status === 0;

/** Runs shell lines beside a small disk at $disk; `ingest` and `ask` are the commands, their messages the result. */
function onSmallDisk(lines: string): string {
  const folder = mkdtempSync(join(tmpdir(), "zhengwen-disk-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const script = `
    disk=${folder}/disk; mkdir $disk ${folder}/more; ${MOUNT} $disk || exit 9
    more=${folder}/more
    for n in $(seq 60); do
      cp corpus/湛江* "$more/$n.txt"; echo "编号为$n，全年办件$n件。" >> "$more/$n.txt"
    done
    ingest() { ${process.execPath} --import tsx scripts/ingest.ts --index $disk/i "$@" 2>&1; }
    ask() { ${process.execPath} --import tsx scripts/ask.ts --index $disk/i "$@" 2>&1; }
    ${lines}
    umount $disk`;
  const env = { ...process.env, ZHENGWEN_EMBEDDER: "ngrams" };
  const { stdout, status } = spawnSync("unshare", ["-m", "sh", "-c", script], { encoding: "utf8", env });
  expect(status).toBe(0);
  return stdout;
}

test.skipIf(!permitted)(
  "a full disk ends the refresh, says so, and leaves what was booked answerable",
  () => {
    const said = onSmallDisk(`
    mkdir $more/one; mv $more/1.txt $more/one; ingest --corpus $more/one > /dev/null
    ingest --corpus $more && exit 8
    echo ASK; ask 湛江有多少跨省通办事项`);
    const [refreshed, answered] = said.split("ASK");
    expect(refreshed).toMatch(/磁盘空间不足，索引 .* 没有写成。已有的索引内容没有丢失；请腾出空间后再运行/);
    expect(refreshed).not.toMatch(/^\s+at |SqliteError/m);
    expect(answered).toMatch(/110项/);
  },
  60_000,
);

test.skipIf(!permitted)(
  "a read-only folder says that it may not be written",
  () => {
    const said = onSmallDisk(`
    mkdir $more/one; mv $more/1.txt $more/one; ingest --corpus $more/one > /dev/null
    mount -o remount,ro $disk
    rm $more/2.txt; ingest --corpus $more && exit 8; true`);
    expect(said).toMatch(/没有权限读写索引 .*（EROFS）.*读写权限/);
  },
  60_000,
);
