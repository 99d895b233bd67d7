/**
 * A question from a plain Node program, over the built package (npm run build).
 *
 *   node examples/ask.mjs 湛江有多少跨省通办事项
 */
import { openZhengwen } from "zhengwen";

const zhengwen = await openZhengwen({
  index: process.env.EXAMPLE_INDEX ?? "index",
  corpus: "corpus",
  embedder: process.env.EXAMPLE_EMBEDDER ?? "auto",
});
try {
  const { text, citations } = await zhengwen.ask(process.argv[2] ?? "湛江有多少跨省通办事项");
  console.log(text);
  for (const { n, title, file, quote } of citations) console.log(`[${n}] ${title}（${file}）\n    ${quote}`);
} finally {
  await zhengwen.close();
}
