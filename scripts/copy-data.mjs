/**
 * Second half of `npm run build`: the compiler leaves data files behind, so they are copied into dist/.
 * Plain JavaScript, so that a build needs nothing but Node and the compiler.
 */
import { cpSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const data = join("text", "data");
const from = join(root, "src", data);
const to = join(root, "dist", data);

cpSync(from, to, {
  recursive: true,
  filter: (path) => statSync(path).isDirectory() || path.endsWith(".txt"),
});
console.log(`dist/${data.replaceAll("\\", "/")}：${readdirSync(to).length} 个数据文件`);
