import { askSample, closeSample } from "./support/index-fixture.ts";
import { readFileSync } from "node:fs";
const t=performance.now();
for (const q of readFileSync("/tmp/probe/q.txt","utf8").split("\n").filter(Boolean)) {
  const [c,question]=q.includes("|")?q.split("|"):[undefined,q];
  const a=await askSample(question??"",c);
  console.log("##",q,"=>",a.kind,a.refusal?.reason??"",a.figures.map(f=>`${f.value}${f.unit}`).join(" "), "\n  ",a.text.slice(0,160).replace(/\n/g,"⏎"), a.refusal?.nearest?JSON.stringify(a.refusal.nearest.map(f=>f.raw+f.region+f.period)):"");
}
console.log(performance.now()-t);
await closeSample();
