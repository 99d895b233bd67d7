/**
 * Describes a report: title, organisation, region, period, publishing date.
 * Sources in falling order of trust: the override file, front matter, the title, the text, the file name, the gazetteer.
 */
import { basename, extname } from "node:path";
import type { DescribedFrom, ExtractedText, Period, Region, Report } from "../domain/index.ts";
import {
  type Folded,
  findPeriods,
  fold,
  type Gazetteer,
  type PeriodMention,
  resolvePeriod,
} from "../text/index.ts";

/** What a person may write into NAME.meta.json beside a report. */
export interface Overrides {
  title?: string | undefined;
  organisation?: string | undefined;
  /** A region's full or short name, e.g. 含山县. */
  region?: string | undefined;
  /** A period in words, e.g. 2024年上半年. */
  period?: string | undefined;
}

export interface Description
  extends Pick<
    Report,
    "title" | "organisation" | "region" | "period" | "anchorYear" | "publishedOn" | "describedFrom"
  > {
  warnings: string[];
}

const GENERIC_NAME =
  /^(?:新建|文本|文档|未命名|无标题|附件|扫描件?|下载|副本|document|scan|untitled|[\d_\-a-f]+$)/i;
const TITLE_LINE = /报告|总结|公报|通报|通告|公告|通知|情况|要点|意见|方案|发布会|白皮书|计划|材料|统计/;
const CHROME_LINE =
  /^(?:下载|打印|全屏|收藏|分享|首页|【?字[号体]|[大中小]$|加大|还原|减小|】|来源|发布时间|时间|作者|责任编辑|浏览|\d{4}[-年][\d\-年月日 ::时分秒]*$|\d{4}年.{0,12}在.*会议上|[—-]{2}|相关附件[::]?$|官方微信|[一二三四五六七八九十]+、|[((][一二三四五六七八九十]+[))])|记者|作政府工作报告|^根据|^现将/;
const ORGANISATION =
  /[\p{Script=Han}]{2,24}?(?:管理局|数据局|审批局|审批服务局|服务局|人民政府|政府办公室|管委会|委员会|办公室|办事处|街道办|服务中心|海关|分局|政管局|局)(?![\p{Script=Han}]{0,2}长)/u;
const DATE = /(20\d\d)[-年./](1[0-2]|0?[1-9])[-月./](3[01]|[12]\d|0?[1-9])日?/;

/** Describes a report; fields that no source gives are null or empty, with a Chinese warning. */
export function describe(
  file: string,
  extracted: ExtractedText,
  folded: Folded,
  gazetteer: Gazetteer,
  overrides: Overrides = {},
): Description {
  const describedFrom: Description["describedFrom"] = {};
  const warnings: string[] = [];
  const body = folded.text.slice(folded.toFolded(extracted.bodyStart ?? 0));
  const name = basename(file, extname(file)).normalize("NFKC");
  const foldedName = fold(name).text;
  const given = { ...extracted.meta };
  const title = titleOf(extracted, given, overrides, body, name, describedFrom);
  const organisation =
    overrides.organisation ?? given.organisation ?? organisationOf(title.folded, body, gazetteer);
  const publishedOn = publishedOf(given, body);
  const region = regionOf(
    {
      title: title.folded,
      name: foldedName,
      organisation,
      body,
      given,
      overrides,
    },
    gazetteer,
    describedFrom,
  );
  const { period, anchorYear } = periodOfReport(
    title.folded,
    foldedName,
    body,
    publishedOn,
    overrides.period ?? given.period,
    describedFrom,
  );
  if (!region)
    warnings.push(
      "没有认出报告所属的地区，按地区提问时不会用到它；可在旁边放一个同名的 .meta.json 写明 region",
    );
  if (!period) warnings.push("没有认出报告的时期；可在同名的 .meta.json 里写明 period");
  return {
    title:
      title.shown ||
      [organisation.includes(region?.name ?? "\0") ? "" : region?.name, organisation, firstHeading(body)]
        .filter(Boolean)
        .join(" ") ||
      name,
    organisation,
    region,
    period,
    anchorYear,
    publishedOn,
    describedFrom,
    warnings,
  };
}

/** The first outline heading that says what the document is: 一、2024年上半年工作总结. */
function firstHeading(body: string): string {
  const heading = /^[一二三四五六七八九十]+、\s*([^\n。]{4,30})$/m.exec(body.slice(0, 3000))?.[1] ?? "";
  return TITLE_LINE.test(heading) ? heading.replace(/^主要/, "") : "";
}

function titleOf(
  extracted: ExtractedText,
  meta: Record<string, string>,
  overrides: Overrides,
  body: string,
  name: string,
  from: Description["describedFrom"],
): { shown: string; folded: string } {
  const chosen = (shown: string, source: DescribedFrom) => {
    from.title = source;
    return { shown, folded: fold(shown).text };
  };
  if (overrides.title) return chosen(overrides.title, "override");
  if (meta.title) return chosen(meta.title, "front-matter");
  if (extracted.title) return chosen(extracted.title, "title");
  const lines = body
    .slice(0, 1500)
    .split("\n")
    .map((l) => l.trim());
  for (let i = 0; i < Math.min(lines.length, 16); i++) {
    const line = (lines[i] ?? "").replace(/^(?:相关附件|附件\d*)[::]\s*/, "").replace(/^#+\s*/, "");
    if (!line || CHROME_LINE.test(line) || line.length > 60 || /[。;]$/.test(line)) continue;
    const next = lines[i + 1] ?? "";
    if (/关于.{0,16}$/.test(line) && !TITLE_LINE.test(line.slice(-4)) && next.length < 40)
      return chosen(line + next, "title");
    if (TITLE_LINE.test(line) && line.length >= 6) return chosen(line, "title");
  }
  const hanName = (name.match(/\p{Script=Han}/gu) ?? []).length;
  if (hanName >= 4 && !GENERIC_NAME.test(name)) return chosen(name, "file-name");
  return { shown: "", folded: "" };
}

function organisationOf(title: string, body: string, gazetteer: Gazetteer): string {
  const source = /来源[::]\s*([^\s]{2,30})/.exec(body.slice(0, 600))?.[1] ?? "";
  for (const text of [title, source, body.slice(0, 400), body.slice(-200)]) {
    const match = ORGANISATION.exec(text);
    if (match && gazetteer.findRegions(match[0]).length > 0) {
      const first = gazetteer.findRegions(match[0])[0];
      return match[0].slice(first?.start ?? 0);
    }
  }
  return "";
}

function publishedOf(meta: Record<string, string>, body: string): string | null {
  const labelled = /(?:发布时间|发布日期|成文日期|时间|日期)[::]\s*(20\d\d[-年./]\d{1,2}[-月./]\d{1,2})/.exec(
    body.slice(0, 1500),
  )?.[1];
  for (const text of [meta.publishedOn ?? "", labelled ?? "", body.slice(0, 60), body.trimEnd().slice(-60)]) {
    const match = DATE.exec(text);
    if (match?.[1] && match[2] && match[3]) {
      return `${match[1]}-${match[2].padStart(2, "0")}-${match[3].padStart(2, "0")}`;
    }
  }
  return null;
}

interface RegionSources {
  title: string;
  name: string;
  organisation: string;
  body: string;
  given: Record<string, string>;
  overrides: Overrides;
}

function regionOf(
  sources: RegionSources,
  gazetteer: Gazetteer,
  from: Description["describedFrom"],
): Region | null {
  const direct: [string | undefined, DescribedFrom][] = [
    [sources.overrides.region, "override"],
    [sources.given.region, "front-matter"],
  ];
  for (const [text, source] of direct) {
    const region = text ? gazetteer.findRegions(text)[0]?.candidates[0] : undefined;
    if (region) {
      from.region = source;
      return region;
    }
  }
  const head = sources.body.slice(0, 3000);
  const inText = gazetteer.findRegions(head).filter((m) => !m.weak);
  const known = inText.flatMap((m) => (m.candidates.length === 1 ? m.candidates : []));
  const texts: [string, DescribedFrom][] = [
    [sources.title, "title"],
    [sources.name, "file-name"],
  ];
  for (const [text, source] of texts) {
    const region = deepest(
      gazetteer
        .findRegions(text, { known })
        .flatMap((m) =>
          m.candidates.length === 1
            ? m.candidates
            : m.candidates.slice(0, 1).filter(() => isSupported(m.candidates, known)),
        ),
    );
    if (region) {
      from.region = source;
      return region;
    }
  }
  const counted = mostNamed(sources.body, gazetteer);
  const inferred = gazetteer.inferRegion(sources.body)?.region ?? null;
  const settles =
    inferred &&
    counted &&
    inferred.code.startsWith(counted.region.code) &&
    inferred.code !== counted.region.code;
  if (counted && !settles && (!inferred || counted.votes >= 3)) {
    from.region = "text";
    return counted.region;
  }
  if (inferred) from.region = "gazetteer";
  return inferred ?? counted?.region ?? null;
}

function isSupported(candidates: Region[], known: Region[]): boolean {
  const first = candidates[0];
  return (
    first !== undefined && known.some((k) => first.code.startsWith(k.code) || k.code.startsWith(first.code))
  );
}

/** Of the first chain of regions, the lowest; a later region outside the chain is a partner. */
function deepest(regions: Region[]): Region | null {
  let chosen: Region | null = null;
  for (const region of regions) {
    if (!chosen || (region.code.startsWith(chosen.code) && region.code !== chosen.code)) chosen = region;
  }
  return chosen;
}

/** The region that the text speaks of most, early mentions counting more; its organs (区委, 区政府…局) count double. */
function mostNamed(body: string, gazetteer: Gazetteer): { region: Region; votes: number } | null {
  const votes = new Map<string, { region: Region; votes: number }>();
  for (const mention of gazetteer.findRegions(body.slice(0, 20_000))) {
    const region = mention.candidates[0];
    if (!region || mention.candidates.length > 1 || mention.weak) continue;
    const after = body.slice(mention.end, mention.end + 12);
    const weight =
      (mention.start < 200 ? 2 : 1) +
      (/^(?:政务|行政审批|政府|市委|区委|县委|人民政府|.{0,6}局)/.test(after) ? 1 : 0);
    const entry = votes.get(region.code) ?? { region, votes: 0 };
    entry.votes += weight;
    votes.set(region.code, entry);
  }
  const ranked = [...votes.values()].sort(
    (a, b) => b.votes - a.votes || b.region.code.length - a.region.code.length,
  );
  const top = ranked[0];
  if (!top) return null;
  // A county that is named nearly as often as its own province or city is what the report is about.
  const inside = ranked.find(
    (x) => x.region.code.startsWith(top.region.code) && x !== top && x.votes * 2 >= top.votes,
  );
  return inside ?? top;
}

function periodOfReport(
  title: string,
  name: string,
  body: string,
  publishedOn: string | null,
  given: string | undefined,
  from: Description["describedFrom"],
): { period: Period | null; anchorYear: number | null } {
  const published = publishedOn ? Number(publishedOn.slice(0, 4)) : null;
  const toCongress = /政府工作报告/.test(`${title}${name}`) || /政府工作报告/.test(body.slice(0, 400));
  const texts: [string, DescribedFrom][] = [
    [given ?? "", "override"],
    [title, "title"],
    [name, "file-name"],
    [body.slice(0, 800), "text"],
  ];
  for (const [text, source] of texts) {
    const bare = source !== "text";
    const mentions = findPeriods(text, { bareYears: bare }).filter((m) => usable(m, text));
    const mention = bare
      ? mentions[0]
      : published === null
        ? latest(mentions)
        : mentions.find((m) => isNear(m, published));
    if (mention?.spec.year.kind !== "calendar") continue;
    from.period = source;
    const year = mention.spec.year.year;
    // A report to a congress is held in spring and tells the year before; its own year is the year of its plans.
    if (toCongress && source !== "override") {
      return {
        period: resolvePeriod({ year: { kind: "calendar", year: year - 1 } }, null),
        anchorYear: year,
      };
    }
    const months = spanOfMonths(mention) ?? monthsIn(`${title}\n${name}\n${firstHeading(body)}`, year);
    return {
      period: resolvePeriod({ year: mention.spec.year, ...(months ? { months } : {}) }, null),
      anchorYear: year,
    };
  }
  if (published === null) return { period: null, anchorYear: null };
  from.period = "text";
  return {
    period: resolvePeriod({ year: { kind: "calendar", year: published } }, null),
    anchorYear: published,
  };
}

function usable(mention: PeriodMention, text: string): boolean {
  if (mention.spec.span || mention.spec.year.kind !== "calendar") return false;
  // 《2019年…工作要点》 names another document; 2015年由…改造 tells history.
  const before = text.slice(Math.max(0, mention.start - 12), mention.start);
  return !/《[^》]*$|(?:到|至|预计)$/.test(before);
}

/** The latest year of an undated text; the years before it are history. */
function latest(mentions: PeriodMention[]): PeriodMention | undefined {
  const yearOf = (m: PeriodMention) => (m.spec.year.kind === "calendar" ? m.spec.year.year : 0);
  return mentions.reduce<PeriodMention | undefined>(
    (best, m) => (!best || yearOf(m) > yearOf(best) ? m : best),
    undefined,
  );
}

/** A year in the text is the report's own only when it was published then or the year after. */
function isNear(mention: PeriodMention, published: number): boolean {
  if (mention.spec.year.kind !== "calendar") return false;
  return published - mention.spec.year.year === 0 || published - mention.spec.year.year === 1;
}

/** Several months (上半年, 1-5月); a single month is a date and not what a report covers. */
function spanOfMonths(mention: PeriodMention): [number, number] | undefined {
  const months = mention.spec.months;
  return months && months[0] !== months[1] ? months : undefined;
}

function monthsIn(text: string, year: number): [number, number] | undefined {
  const mention = findPeriods(text).find(
    (m) =>
      m.spec.months &&
      m.spec.months[0] !== m.spec.months[1] &&
      (m.spec.year.kind === "unsaid" || (m.spec.year.kind === "calendar" && m.spec.year.year === year)),
  );
  return mention?.spec.months;
}
