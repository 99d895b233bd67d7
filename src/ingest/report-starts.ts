/**
 * The text of a file in, the lines at which a report may begin out: titles on a line of their own that name a region
 * or a year, datelines, and the first line after a rule.
 */
import type { ExtractedText, Region } from "../domain/index.ts";
import { findPeriods, type Gazetteer } from "../text/index.ts";

export interface ReportStart {
  start: number;
  /** The title on this line, in the file's own characters; "" for a line that is none. */
  title: string;
  /** The region and year that the title names. */
  region: Region | null;
  year: number | null;
  /** True after a rule or an appendix mark, and at the top of a page. */
  afterBreak: boolean;
}

interface Line {
  start: number;
  text: string;
  /** True after a rule and for a dateline: the text may be another one without a title. */
  afterRule: boolean;
  afterBreak: boolean;
}

const MAX_TITLE_CHARS = 60;
/** Longer lines are paragraphs and are not looked at as a whole. */
const MAX_LINE_CHARS = 240;
const KIND =
  /(?:报告|总结|小结|公报|年报|汇报|通报|通告|公告|通知|情况|材料|情况说明)(?:(?:及|和|与|暨|以及).{0,20}(?:计划|打算|思路|安排|要点|谋划))?(?:\([^)]{1,12}\))?$/;
const RULE = /^([=\-—_*※~·•☆★#])\1{4,}$/;
/** How a press text begins: a stamp, 某社某地8月4日电, 某报讯（记者. */
const DATELINE =
  /^(?:(?:20\d\d-)?\d{1,2}-\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?,|[\p{Script=Han}()]{0,16}\d{1,2}月\d{1,2}日[电讯]|[\p{Script=Han}()]{2,12}讯\s*\()/u;
const APPENDIX = /^附(?:件\s*\d*)?\s*:?$/;
const SECTION_MARK =
  /^(?:第[一二三四五六七八九十\d]+[章节部分篇]|[一二三四五六七八九十]+[、.]|[(#《“"|]|\d+[、.)](?!\d))/;

/** Possible beginnings in the order of the folded text. */
export function reportStarts(text: string, extracted: ExtractedText, gazetteer: Gazetteer): ReportStart[] {
  const rows = new Set((extracted.tables ?? []).map((cell) => text.lastIndexOf("\n", cell.start) + 1));
  const lines = linesOf(text, extracted).filter((line) => !rows.has(line.start));
  return lines.flatMap((line, i) => {
    const { start, afterBreak } = line;
    const next = lines[i + 1];
    // 某市关于2021年 / 法治政府建设情况的报告: one title on two lines.
    const isWrapped = /关于[^。]{0,20}$/.test(line.text) && next !== undefined && next.text.length <= 30;
    const title = (isWrapped ? line.text + next.text : line.text).replace(/\s+/g, "");
    if (isTitle(title)) {
      const said = saidIn(title, gazetteer);
      const end = isWrapped ? next.start + next.text.length : start + line.text.length;
      const shown = extracted.text.slice(start, end).replace(/\s*\n\s*/g, "");
      if (said.region || said.year !== null) return [{ start, title: shown, ...said, afterBreak }];
    }
    return line.afterRule ? [{ start, title: "", region: null, year: null, afterBreak }] : [];
  });
}

function isTitle(line: string): boolean {
  if (line.length < 8 || line.length > MAX_TITLE_CHARS || SECTION_MARK.test(line)) return false;
  return KIND.test(line) && !/[。;:!?,]/.test(line);
}

function saidIn(title: string, gazetteer: Gazetteer): Pick<ReportStart, "region" | "year"> {
  let region: Region | null = null;
  for (const { candidates, weak } of gazetteer.findRegions(title)) {
    const [only] = candidates;
    if (!only || weak || candidates.length > 1) continue;
    if (!region || (only.code.startsWith(region.code) && only.code !== region.code)) region = only;
  }
  const { year } =
    findPeriods(title, { bareYears: true }).find((m) => m.spec.year.kind === "calendar")?.spec ?? {};
  return { region, year: year?.kind === "calendar" ? year.year : null };
}

function linesOf(text: string, extracted: ExtractedText): Line[] {
  const lines: Line[] = [];
  const pages = new Set((extracted.pageStarts ?? []).filter((start) => start > 0));
  let afterRule = false;
  let afterBreak = false;
  let start = extracted.bodyStart ?? 0;
  while (start <= text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, Math.min(end, start + MAX_LINE_CHARS));
    const lead = /^\s*(?:#{1,2}\s+)?/.exec(line)?.[0] ?? "";
    const words = line.slice(lead.length).trim();
    const startsPage = lead.includes("\f") || pages.has(start) || pages.has(start + lead.length);
    if (RULE.test(words) || APPENDIX.test(words) || (words === "" && startsPage)) {
      afterRule ||= RULE.test(words);
      afterBreak = true;
    } else if (words !== "") {
      if (!words.includes("\t")) {
        const isShort = end - start < MAX_LINE_CHARS;
        lines.push({
          start: start + lead.length,
          text: isShort ? words : "",
          afterRule: afterRule || DATELINE.test(words),
          afterBreak: afterBreak || startsPage,
        });
      }
      afterRule = false;
      afterBreak = false;
    }
    start = end + 1;
  }
  return lines;
}
