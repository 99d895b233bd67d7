/**
 * First step of `npm run build`: takes the last build away, so that nothing of a file that was renamed or removed since
 * is packed. Plain JavaScript, so that a build needs nothing but Node and the compiler.
 */
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

rmSync(fileURLToPath(new URL("../dist", import.meta.url)), { recursive: true, force: true });
