import { readReport } from "../src/ingest/read-report.ts";
import { createGazetteer } from "../src/text/index.ts";
import { readFileSync } from "node:fs";
const g=createGazetteer();
const blocks=readFileSync("/tmp/probe/t.txt","utf8").split("\n====\n");
for (const b of blocks){
  const [name,...rest]=b.split("\n");
  const e=await readReport(name??"x.txt",new TextEncoder().encode(rest.join("\n")),g);
  const r=e.report;
  console.log("##",name,"|",r.title,"|",r.organisation,"|",r.region?.name,r.region?.code,"|",r.period?.label,r.anchorYear,r.publishedOn,JSON.stringify(r.describedFrom),e.warnings);
  for(const {figure:f} of e.figures) console.log("  ",f.raw,"=",f.value,JSON.stringify(f.unit),"q:",f.qualifier,"| m:",f.metric,"| c:",f.clause,"|",f.region,f.places.join(),"| sc:",f.scope,"| pa:",f.partner,"|",f.period?.label,f.periodStated,f.status,f.role,f.direction,f.pairedWith??"");
}
