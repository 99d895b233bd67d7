/**
 * A place and a year in, a made-up report out: its file, its text, and what can be asked of it with the known answer.
 */
import type { Region } from "../../src/domain/index.ts";
import { MEASURES, type Measure, SECTIONS } from "./measures.ts";
import { effort, opening, plans, problems, quarters } from "./prose.ts";
import { createRandom, type Random } from "./random.ts";

/** A place that a report is about. */
export interface Place {
  region: Region;
  /** As titles and questions name it: a county with its city, so that no two are alike. */
  name: string;
  /** Folder of its reports. */
  folder: string;
}

/** A question and the figure that answers it. */
export interface KnownAnswer {
  question: string;
  /** Path of the report, relative to the corpus. */
  file: string;
  regionCode: string;
  year: number;
  measure: string;
  value: number;
  unit: string;
}

export interface MadeUpReport {
  /** Path relative to the corpus, with forward slashes. */
  file: string;
  title: string;
  text: string;
  answers: KnownAnswer[];
}

const OFFICES = ["政务服务数据管理局", "行政审批服务局", "政务服务中心", "数据资源管理局"];
const KINDS = ["工作总结", "政务服务工作报告", "工作情况报告"];
const NUMBERS = ["一", "二", "三", "四", "五"];
/** Of the measures, how many a report tells. */
const [FEWEST, MOST] = [15, 20];
/** One report in so many is a web page. */
const HTML_EVERY = 5;

/** The report of a place and year; the same for the same seed. */
export function makeReport(place: Place, year: number, seed: number): MadeUpReport {
  const random = createRandom(seed);
  const organisation = `${place.name}${random.pick(OFFICES)}`;
  const title = `${organisation}${year}年${random.pick(KINDS)}`;
  const html = random.whole(1, HTML_EVERY) === 1;
  const file = `${place.folder}/${title}.${html ? "html" : "txt"}`;
  const answers: KnownAnswer[] = [];
  const chosen = random.shuffled(MEASURES).slice(0, random.whole(FEWEST, MOST));
  const lines = [title, opening(random, organisation, year), "一、主要工作情况"];
  for (const [section, names] of SECTIONS.entries()) {
    const measures = chosen.filter((m) => m.section === section);
    if (measures.length === 0) continue;
    lines.push(`（${NUMBERS[section]}）${random.pick(names)}`);
    lines.push(...tell(random, measures, place, year, file, answers));
  }
  lines.push("二、存在的问题", ...problems(random));
  lines.push(`三、${year + 1}年工作计划`, ...plans(random, year));
  return { file, title, text: html ? asPage(title, lines, year) : `${lines.join("\n")}\n`, answers };
}

/** The paragraphs of a section, one or two measures each. */
function tell(
  random: Random,
  measures: Measure[],
  place: Place,
  year: number,
  file: string,
  answers: KnownAnswer[],
): string[] {
  const paragraphs: string[] = [];
  let paragraph = "";
  for (const { asked, section, state } of measures) {
    const { text, value, unit } = state(random, wholeOf(place.region), year);
    const question = random.pick([`${place.name}${year}年${asked}`, `${year}年${place.name}${asked}`]);
    answers.push({ question, file, regionCode: place.region.code, year, measure: asked, value, unit });
    paragraph += random.next() < 0.75 ? effort(random) + text : text;
    if (section === 2 && asked.startsWith("全年")) paragraph += quarters(random, year);
    if (random.next() < 0.6) {
      paragraphs.push(paragraph);
      paragraph = "";
    }
  }
  return paragraph ? [...paragraphs, paragraph] : paragraphs;
}

function wholeOf({ level, name }: Region): string {
  if (level === "province") return "全省";
  if (level === "city" || name.endsWith("市")) return "全市";
  return name.endsWith("区") ? "全区" : "全县";
}

function asPage(title: string, lines: string[], year: number): string {
  const body = lines.slice(1).map((line) => `<p>${line}</p>`);
  return [
    `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>${title}</title>`,
    `<meta name="PubDate" content="${year + 1}-01-20"></head><body>`,
    '<div class="nav"><a href="/">首页</a> <a href="/news">新闻动态</a> <a href="/open">政务公开</a></div>',
    `<div class="content"><h1>${title}</h1>`,
    ...body,
    "</div></body></html>\n",
  ].join("\n");
}
