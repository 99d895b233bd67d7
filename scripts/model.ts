/**
 * npm run model [-- --force]: brings the embedding model into its folder, says where it lies or why not.
 * Progress goes to stderr, the result to stdout; exit code 1 when the model cannot be had.
 */
import { bgeFolder, ensureModel } from "../src/models/index.ts";

const { ZHENGWEN_MODEL_DIR, ZHENGWEN_MODEL_SOURCE, ZHENGWEN_HUB_ENDPOINT } = process.env;

const result = await ensureModel({
  folder: bgeFolder(ZHENGWEN_MODEL_DIR || "models"),
  sourceFolder: ZHENGWEN_MODEL_SOURCE || undefined,
  hubEndpoint: ZHENGWEN_HUB_ENDPOINT || undefined,
  // Running this command is asking for it: a failed round of today is no reason to wait.
  retry: true,
  force: process.argv.includes("--force"),
  onProgress: (message) => console.error(message),
});

if (result.status === "ready") {
  if (result.reason) console.error(`没有取得新的，原来的照用（${result.reason}）`);
  console.log(`语义模型已就绪：${result.folder}（来自${result.from ?? "未知来源"}）`);
} else {
  console.error(
    `语义模型没有取得：${result.reason ?? ""}。\n` +
      "可以这样办：装好 Maven 再运行；用 ZHENGWEN_HUB_ENDPOINT 指向能访问的模型库镜像；" +
      "或把 model.onnx 和 tokenizer.json 放进一个文件夹，用 ZHENGWEN_MODEL_SOURCE 指向它。\n" +
      "没有它也能用：会改用内置的字符模型，换一种说法的问题找得差一些。",
  );
  process.exitCode = 1;
}
