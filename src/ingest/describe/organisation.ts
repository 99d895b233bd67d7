/**
 * The body that issued a report: named in the title, on the source line, near the top or in the signature.
 */
import type { Gazetteer } from "../../text/index.ts";

const ORGANISATION =
  /[\p{Script=Han}]{2,24}?(?:管理局|数据局|审批局|审批服务局|服务局|人民政府|政府办公室|管委会|委员会|办公室|办事处|街道办|服务中心|海关|分局|政管局|局)(?![\p{Script=Han}]{0,2}长)/u;
/** Words of a sentence, which no organisation's name holds. */
const IN_SENTENCE = /[的在了是由从向对被]/;

/** The organisation's name from its region on; "" when no source names one. */
export function organisationOf(title: string, body: string, gazetteer: Gazetteer): string {
  const source = /来源[::]\s*([^\s]{2,30})/.exec(body.slice(0, 600))?.[1] ?? "";
  for (const text of [title, source, body.slice(0, 400), signatureOf(body)]) {
    const found = ORGANISATION.exec(text)?.[0] ?? "";
    const region = gazetteer.findRegions(found)[0];
    const name = region ? found.slice(region.start) : "";
    if (name && !IN_SENTENCE.test(name.slice(region ? region.end - region.start : 0))) return name;
  }
  return "";
}

/** The last lines that hold no sentence: who is praised or named in the last paragraph did not sign. */
function signatureOf(body: string): string {
  const lines = body.slice(-200).split("\n").slice(1);
  return lines.filter((line) => !/[,，。；;、]/.test(line)).join("\n");
}
