/**
 * Result or plan: told from the headings above a figure and the words before it.
 */
import type { FigureStatus } from "../../domain/index.ts";

/** Words that make a plan of the piece that they stand in. */
const PLAN_PIECE =
  /力争|争取(?!到|国家|中央|省级|上级|资金|各类)|拟(?!定|制|建立了)|预期(?!寿命)|预计|目标|(?<!超.{0,4})计划(?!单列|生育|经济|书|内|新开工|项目|投资.{0,6}完成)(?!.{0,6}(?:完成率|已))|确保|努力(?:实现|达到|使)|将(?:达|实现|新增|完成|建成|投入|突破|于|再|继续)/;
/** True when a heading or caption says that its numbers are targets. */
export function isPlanText(text: string): boolean {
  return /目标|计划(?!单列)|预期(?!寿命)/.test(text) && !/完成/.test(text);
}

/** Words that make a plan of all that follows in the sentence. */
const PLAN_AHEAD =
  /主要(?:预期)?目标(?:是|为|:)|预期目标(?:是|为|:)|下一步|(?:今后|未来)[一二三四五两]年|(?<!\d年)到20[2-9]\d年(?:底|末)?[,力争实现达]|(?:力争|争取|努力)(?:到|在|用|通过)|明年/;
const DONE_WORDS = /已(?:经)?|完成了|累计|圆满|实现了|共(?:有|收|办|受理)|同比/;

/**
 * Status of one figure.
 * @param before the sentence's folded text up to the figure's end
 * @param piece the figure's own piece
 */
export function statusOf(before: string, piece: string, planSection: boolean): FigureStatus {
  if (planSection)
    return /^(?:20\d\d年|去年|今年以来|目前|截至).{0,12}(?:已|完成|达)/.test(piece) ? "actual" : "plan";
  const own = piece.replace(/《[^》]*》|“[^”]*”/g, "");
  const lead = before.replace(/《[^》]*》|“[^”]*”/g, "");
  if (!PLAN_PIECE.test(own) && !PLAN_AHEAD.test(lead)) return "actual";
  return DONE_WORDS.test(own) ? "actual" : "plan";
}
