/**
 * The title of a report: given by a person or the format, else the line near its top that reads like one,
 * else the file's name when that says something.
 */
import type { DescribedFrom } from "../../domain/index.ts";
import { fold } from "../../text/index.ts";

export interface TitleSources {
  override: string | undefined;
  /** The title of front matter. */
  meta: string | undefined;
  /** The title that the format itself gives. */
  format: string | undefined;
  /** The folded text after front matter. */
  body: string;
  /** The file's name without folder and ending. */
  fileName: string;
}

export interface Title {
  /** As shown to people; empty when no source gives one. */
  shown: string;
  folded: string;
  from: DescribedFrom | null;
}

const GENERIC_NAME =
  /^(?:新建|文本|文档|未命名|无标题|附件|扫描件?|下载|副本|document|scan|untitled|[\d_\-a-f]+$)/i;
const TITLE_LINE =
  /报告|总结|公报|通报|通告|公告|通知|情况|要点|意见|方案|发布会|白皮书|计划|材料|统计|月报|专报|简报|快报|(?:运行|情况|热线|数据)分析/;
const CHROME_LINE =
  /^(?:您?(?:现在|当前)?的?位置\s?[::]|[^>]{2,20}\s?>|下载|打印|全屏|收藏|分享|首页|【?字[号体]|[大中小]$|加大|还原|减小|】|来源|信息来源|发布(?:机构|日期|单位)|索引号|文\s*号|主题(?:分类|词)|组配分类|发文|公开(?:方式|时限|范围)|发布时间|时间|作者|责任编辑|浏览|\d{4}[-年][\d\-年月日 ::时分秒]*$|\d{4}年.{0,12}在.*会议上|[—-]{2}|相关附件[::]?$|官方微信|[一二三四五六七八九十]+、|[((][一二三四五六七八九十]+[))])|记者|作政府工作报告|^根据|^现将/;
const OUTLINE_HEADING = /^[一二三四五六七八九十]+、\s*([^\n。]{4,30})$/m;

/** The title with where it came from. */
export function titleOf(sources: TitleSources): Title {
  const chosen = (shown: string, from: DescribedFrom): Title => ({ shown, folded: fold(shown), from });
  if (sources.override) return chosen(sources.override, "override");
  if (sources.meta) return chosen(sources.meta, "front-matter");
  if (sources.format) return chosen(sources.format, "title");
  const line = titleLine(sources.body);
  const { fileName } = sources;
  const hanChars = (fileName.match(/\p{Script=Han}/gu) ?? []).length;
  const isTelling = hanChars >= 4 && !GENERIC_NAME.test(fileName);
  // 政府工作报告 alone says less than a file named 某省政府工作报告（2026年）.
  if (line && !(isTelling && fold(fileName).includes(line) && fileName.length > line.length)) {
    return chosen(line, "title");
  }
  if (isTelling) return chosen(fileName, "file-name");
  return { shown: "", folded: "", from: null };
}

/** The first outline heading that says what the document is: 一、2024年上半年工作总结. */
export function firstHeading(body: string): string {
  const heading = OUTLINE_HEADING.exec(body.slice(0, 3000))?.[1] ?? "";
  return TITLE_LINE.test(heading) ? heading.replace(/^主要/, "") : "";
}

/** True for a line that names the kind of document that it heads. */
function readsAsTitle(line: string): boolean {
  return TITLE_LINE.test(line) && line.length >= 6 && line.length <= 60 && !/[。;]$/.test(line);
}

function titleLine(body: string): string | null {
  const lines = body
    .slice(0, 1500)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  for (let i = 0; i < Math.min(lines.length, 16); i++) {
    const line = (lines[i] ?? "").replace(/^(?:相关附件|附件\d*)[::]\s*/, "").replace(/^#+\s*/, "");
    if (CHROME_LINE.test(line) || line.length > 60 || /[。;:]$/.test(line)) continue;
    const next = lines[i + 1] ?? "";
    if (
      /关于.{0,16}$/.test(line) &&
      !TITLE_LINE.test(line.slice(-4)) &&
      next.length < 40 &&
      TITLE_LINE.test(next)
    )
      return line + next;
    if (readsAsTitle(line)) return line;
  }
  return null;
}
