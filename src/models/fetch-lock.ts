/**
 * A lock file that lets one process at a time fetch the model. It only spares the second download:
 * each process works in a folder of its own, so a lock wrongly taken over does no harm.
 */
import { mkdir, open, readFile, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";

const HEARTBEAT_MS = 3_000;
/** A holder that is alive touches its lock far more often than this. */
const STALE_AFTER_MS = 30_000;

/** Takes the lock and returns its release, or null when another process holds it. A dead holder's lock is cleared. */
export async function takeLock(path: string): Promise<(() => Promise<void>) | null> {
  await mkdir(dirname(path), { recursive: true });
  if (await isStale(path)) await rm(path, { force: true });
  const owner = JSON.stringify({ pid: process.pid, host: hostname(), token: Math.random().toString(36) });
  try {
    const file = await open(path, "wx");
    await file.writeFile(owner);
    await file.close();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return null;
    throw error;
  }
  const heartbeat = setInterval(() => {
    utimes(path, new Date(), new Date()).catch(() => {});
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return async () => {
    clearInterval(heartbeat);
    if ((await readFile(path, "utf8").catch(() => "")) === owner) await rm(path, { force: true });
  };
}

async function isStale(path: string): Promise<boolean> {
  try {
    if (Date.now() - (await stat(path)).mtimeMs > STALE_AFTER_MS) return true;
    const owner: unknown = JSON.parse(await readFile(path, "utf8"));
    if (typeof owner !== "object" || owner === null || !("pid" in owner) || !("host" in owner)) return false;
    return owner.host === hostname() && typeof owner.pid === "number" && !isAlive(owner.pid);
  } catch {
    // Gone, or not written to its end yet: in both cases not ours to clear.
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
