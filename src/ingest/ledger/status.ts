/**
 * Result or plan: told from the headings above a figure and the words before it.
 */
import type { FigureStatus } from "../../domain/index.ts";
import { looksBack } from "../../text/index.ts";

/** Words that make a plan of the piece that they stand in; what 高于目标 or 占年度计划的 was measured is none. */
const PLAN_PIECE =
  /力争|(?<!成功.{0,4}|累计|共)争取(?!到|国家|中央|省级|上级|资金|各类)|(?<![模虚])拟(?!定|制|建立了|真)|(?<!(?:高于|低于|好于|优于|快于|慢于|达到?|[超塌距较比占])[^,;]{0,6})(?:预期(?!寿命)|目标(?!(?:任务|数|值)*的[约超近]?\d)|计划(?!单列|生育|经济|书|内|新开工|项目|投资.{0,6}完成)(?!.{0,6}(?:完成率|已)|(?:任务|数|值)*的[约超近]?\d))|预计|确保|努力(?:实现|达到|使)|将(?:达|实现|新增|完成|建成|投入|突破|于|再|继续)/;
/** True when a heading or caption says that its numbers are targets. */
export function isPlanText(text: string): boolean {
  return /目标|计划(?!单列)|预期(?!寿命)/.test(text) && !/完成/.test(text) && !looksBack(text);
}

/** Words that make a plan of all that follows in the sentence. */
const PLAN_AHEAD =
  /主要(?:预期)?目标(?:是|为|:)|预期目标(?:是|为|:)|下一步|(?:今后|未来)[一二三四五两]年|(?<!\d年)到20[2-9]\d年(?:\d{1,2}月)?(?:底|末|份)?[,力争实现达]|(?:力争|争取|努力)(?:到|在|用|通过)|明年/;
const DONE_WORDS = /已(?:经)?|完成了|累计|圆满|实现了|共(?:有|收|办|受理)|同比/;

/** 完成21.9亿元,同比增长1.3%: nobody knows of a plan how it went. */
const WENT = /(?:完成|实现)[^,;。]{0,20}\d[^,;。]{0,12},同比(?:增长|下降|增加|减少)/;

/** What decides whether a figure is a result or a plan; all folded. */
export interface StatusClues {
  /** The sentence up to the figure's end. */
  before: string;
  /** The figure's own piece. */
  piece: string;
  sentence: string;
  planSection: boolean;
  /** True for a figure whose period is over when the report speaks. */
  isOver: boolean;
  /** True where its own sentence names that period. */
  isDated: boolean;
}

/** Status of one figure. */
export function statusOf(clues: StatusClues): FigureStatus {
  const { before, piece, sentence, planSection, isOver, isDated } = clues;
  if (planSection) {
    // 9月份共受理171件 under 重点工作: nobody plans what is over.
    if (isOver && isDated && !PLAN_PIECE.test(sentence) && !PLAN_AHEAD.test(sentence)) return "actual";
    if (/^(?:20\d\d年|去年|今年以来|目前|截至).{0,12}(?:已|完成|达)/.test(piece)) return "actual";
    return WENT.test(sentence) && !PLAN_PIECE.test(sentence) && !PLAN_AHEAD.test(sentence)
      ? "actual"
      : "plan";
  }
  // 全年预计实现…, held before the year is out, tells what was reached.
  const told = isOver && !/明年|今后|下一步|年底|年末/.test(sentence) ? piece.replace(/预计/g, "") : piece;
  const own = told.replace(/《[^》]*》|“[^”]*”/g, "");
  const quoted = before.replace(/《[^》]*》|“[^”]*”/g, "");
  // 到2024年底，全省有…名 in the report of 2024 tells what is.
  const lead = isOver ? quoted.replace(/到20\d\d年(?:\d{1,2}月)?(?:底|末|份)?/g, "") : quoted;
  if (!PLAN_PIECE.test(own) && !PLAN_AHEAD.test(lead)) return "actual";
  return DONE_WORDS.test(own) ? "actual" : "plan";
}
