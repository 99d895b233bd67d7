import { buildIndex } from "./support/index-fixture.ts";
import { REPORTS } from "./answer/answer-corpus.ts";
import { readFileSync } from "node:fs";
const f=await buildIndex(REPORTS);
for (const q of readFileSync("/tmp/probe/q3.txt","utf8").split("\n").filter(Boolean)) {
  const [c,question]=q.includes("|")?q.split("|"):[undefined,q];
  const a=await f.assistant.ask({question:question??"",...(c?{conversation:c}:{})});
  console.log("##",q,"=>",a.kind,a.refusal?.reason??"",a.figures.map(f=>`${f.value}${f.unit}@${f.region}${f.period}${f.derived?JSON.stringify(f.derived):""}`).join(" "), "\n  ",a.text.slice(0,220).replace(/\n/g,"⏎"), a.refusal?.nearest?JSON.stringify(a.refusal.nearest.map(f=>f.raw+f.region+f.period)):"", a.choices?.join("|")??"",a.notes);
}
await f.close();
