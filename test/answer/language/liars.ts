/**
 * Models that lie, each in one way. A liar words the checked answer wrongly, and also misunderstands and chooses badly.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { ChatRequest, Script } from "../../support/scripted-chat.ts";

/** The first line of the checked answer, without its own end mark: what an honest model would start from. */
export function truth(request: ChatRequest): string {
  return (request.section("已核对的回答").split("\n")[0] ?? "").replace(/：/, "");
}

/** Says the truth with something wrong in it. */
function bent(change: (line: string, request: ChatRequest) => string): Script {
  return (request) => (request.use === "phrase" ? change(truth(request), request) : badly(request));
}

/** Says the same in every use. */
function always(said: Script): Script {
  return said;
}

/** Understands another measure, and takes whatever stands last. */
function badly(request: ChatRequest): string {
  if (request.use === "understand") {
    return JSON.stringify({
      regions: ["缙云县"],
      periods: ["2022年"],
      measures: ["办结率"],
      operation: "lookup",
    });
  }
  const keys = [...request.section("资料").matchAll(/^([A-Z]{2}\d\d)/gm)].map((match) => match[1]);
  return JSON.stringify({ keys: keys.slice(-1) });
}

const NUMBER = /\d+(?:\.\d+)?(?=[万%项个座台件人]|以上)/;

function numberChanged(change: (number: string) => string) {
  return (line: string) => line.replace(NUMBER, change);
}

async function* endless(): AsyncGenerator<string> {
  for (;;) {
    yield "政务服务";
    await wait(1);
  }
}

const digitsChinese = (text: string) => text.replace(/\d/g, (d) => "〇一二三四五六七八九"[Number(d)] ?? d);

export const LIARS: Record<string, Script> = {
  "a wrong digit": bent(numberChanged((n) => n.replace(/\d(?=\D*$)/, (d) => String((Number(d) + 1) % 10)))),
  "a moved decimal": bent(
    numberChanged((n) => (n.includes(".") ? n.replace(".", "") : `${n.slice(0, -1)}.${n.slice(-1)}`)),
  ),
  "a wrong unit": bent((line) => line.replace(/(?<=\d)(?:万?[件人项个座台]|%)(?:次)?/, "亿元")),
  "a scale put in": bent((line) => line.replace(/(?<=\d)(?=[件人项个座台%])/, "万")),
  "another region": bent((line) =>
    line.replace(/丽水市|青田县|缙云县/, (r) => (r === "青田县" ? "缙云县" : "青田县")),
  ),
  "a region without report": bent((line) => line.replace(/丽水市|青田县|缙云县/, "杭州市")),
  "another year": bent((line) => line.replace(/202\d/, (y) => String(Number(y) - 1))),
  "a plan as a result": bent((line) =>
    line.replace(/（计划目标）|力争|计划|目标/g, "").replace(/提?高?达?到/, "已经达到"),
  ),
  "a result as a plan": bent((line) => line.replace(/(?=\d+(?:\.\d+)?[万%项个座台件人])/, "目标为")),
  "an invented citation": bent((line) => line.replace(/\[1\]/, "[7]")),
  "no citation": bent((line) => line.replace(/\[\d+\]/g, "")),
  "a number in Chinese numerals": bent(numberChanged(digitsChinese)),
  "a rounded number": bent(numberChanged((n) => `约${Math.ceil(Number(n) / 10) * 10}`)),
  "a number more": bent((line) => `${line}另有999件[1]。`),
  "a number more without mark": bent((line) => `${line}全县共办理12万件。`),
  "a neighbour's number": bent((line, request) => {
    const all = [...request.section("出处").matchAll(/\d+(?:\.\d+)?%/g)].map(([n]) => n);
    const other = all.find((n) => !line.includes(n));
    return line.replace(/\d+(?:\.\d+)?(?:%|万件|件)/, other ?? "100%");
  }),
  "the opposite direction": bent((line) => line.replace(/(?=\d+(?:\.\d+)?[万%项个座台件人])/, "减少到")),
  "a claim of its own": bent((line) => line.replace(/\[1\]/, "，居全省第一[1]")),
  "a negation": bent((line) => line.replace(/(?=共|达|为|收到|是)/, "并没有")),
  "a doubled qualifier": bent((line) => line.replace(/(?=\d+(?:\.\d+)?[万%项个座台件人])/, "超过")),
  "the number of the question": (request) =>
    request.use === "phrase" ? `${request.section("提问")}：2022件[1]。` : badly(request),
  "an empty reply": always(() => ""),
  "an endless reply": always(() => endless()),
  "another language": always(() => "The completion rate was 98.6% in 2022 [1]."),
  "invalid JSON": always(() => '{"keys": ["A1", "measures": ['),
  "JSON of another shape": always(() => '{"keys": 7, "measures": "all", "answer": "999件"}'),
  "a refusal": always(() => "抱歉，作为语言模型，我无法回答这个问题。"),
  "its own instructions": always((request) => request.instructions),
  "the whole prompt": always((request) => `${request.instructions}${request.data}[1]。`),
  "an exception": always(() => {
    throw new Error("connect ECONNREFUSED");
  }),
  silence: always(
    (request) =>
      new Promise((_, reject) => {
        request.signal?.addEventListener("abort", () => reject(new Error("aborted")));
      }),
  ),
  "silence that no signal ends": always(() => new Promise(() => {})),
  "unknown keys": always((request) =>
    request.use === "choose" ? '{"keys":["ZZ99","1","[1]"]}' : "答案见[12][13]。",
  ),
  "all keys": always((request) =>
    request.use === "choose"
      ? JSON.stringify({ keys: [...request.section("资料").matchAll(/^([A-Z]{2}\d\d)/gm)].map((m) => m[1]) })
      : badly(request),
  ),
  markup: bent((line) => `<script>alert(1)</script><b>${line}</b>`),
  "a link": bent((line) => `${line.replace(/\[1\]/, "[详情](https://example.com)[1]")}`),
  "hidden characters": bent((line) => line.replace(/(\d)(?=\d)/, "$1\u200b9")),
  "digits of another script": bent((line) =>
    line.replace(/\d/g, (d) => String.fromCodePoint(0x660 + Number(d))),
  ),
};

/** Puts the answer into other words without changing what it says. */
export const HONEST: Script = (request) => {
  if (request.use === "phrase") return truth(request);
  return request.use === "choose" ? '{"keys":"none"}' : "{}";
};
