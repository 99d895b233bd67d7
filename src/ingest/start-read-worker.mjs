// Starts read-worker.ts from source: a worker thread does not take over the TypeScript loader of its parent.
import { register } from "tsx/esm/api";

register();
await import("./read-worker.ts");
