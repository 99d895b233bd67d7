/**
 * Two corrections of a report's region: the area of an office that is named after the city it sits in,
 * and the spelling that the report itself uses.
 */
import type { Region } from "../../domain/index.ts";
import type { Gazetteer } from "../../text/index.ts";

/** Offices of the state whose area need not be that of the city in their name. */
const SEATED_OFFICE =
  /海关|铁路局|铁路集团|证监局|银保监局|金融监管局|金融监管总局|人民银行|中心支行|海事局|边检总站|邮政管理局|通信管理局|机场集团|民航|供电公司|电力公司/;

/** The province instead of a seat city, where the report of such an office counts the province (全省) and never the city (全市). */
export function widened(
  region: Region,
  sources: { title: string; organisation: string; body: string },
  gazetteer: Gazetteer,
): Region {
  const province = gazetteer.byCode(region.code.slice(0, 2));
  if (region.level !== "city" || !province) return region;
  const seat = gazetteer.shortNames(region)[0] ?? region.name;
  const names = `${sources.title}\n${sources.organisation}`;
  const afterSeat = names.slice(names.indexOf(seat) + seat.length).replace(/^市/, "");
  if (!names.includes(seat) || !SEATED_OFFICE.test(afterSeat.slice(0, 12))) return region;
  const whole = /自治区$/.test(province.name) ? /全区|全自治区|我区/g : /全省|我省/g;
  const ofProvince = sources.body.match(whole)?.length ?? 0;
  const ofCity = sources.body.match(/全市|我市/g)?.length ?? 0;
  const isNamed = gazetteer
    .findRegions(sources.body.slice(0, 5000))
    .some((m) => m.candidates.length === 1 && m.candidates[0]?.code === province.code);
  // 泉州市外贸…, 比全省高: a city that is told of more often than the province is what the office tells of.
  const toldOfCity = sources.body
    .split(seat)
    .slice(1)
    .filter((after) => !SEATED_OFFICE.test(after.slice(0, 12)));
  if (toldOfCity.length > ofProvince) return region;
  return ofProvince > 0 && ofCity === 0 && isNamed ? province : region;
}

/** A township under the name that the text itself writes (statistics write 万松街街道 for 万松街道). */
export function ownSpelling(region: Region, text: string, gazetteer: Gazetteer): Region {
  if (region.level !== "township" || text.includes(region.name)) return region;
  for (const mention of gazetteer.findRegions(text)) {
    if (mention.candidates.length !== 1 || mention.candidates[0]?.code !== region.code) continue;
    const name = withoutParents(mention.text, region, gazetteer);
    if (/.(?:街道|镇|乡|苏木)$/.test(name)) return { ...region, name };
  }
  return region;
}

function withoutParents(written: string, region: Region, gazetteer: Gazetteer): string {
  const parents: Region[] = [];
  for (let parent = gazetteer.parentOf(region); parent; parent = gazetteer.parentOf(parent)) {
    parents.unshift(parent);
  }
  let name = written;
  for (const parent of parents) {
    const form = gazetteer.nameForms(parent).find((f) => name.startsWith(f));
    // 市中区 inside 枣庄市市中区: a name is cut only when a township's name is left.
    if (form && name.length - form.length >= 3) name = name.slice(form.length);
  }
  return name;
}
