/**
 * Tells headings that open a section of plans (下一步工作打算, 2022年工作计划) from those that look back.
 */

const LOOKING_BACK =
  /回顾|总结|(?:完成|落实|开展|工作|执行|实施|运行|推进|收支)情况|运行分析|评估|进展|成效|成绩|做法|亮点|存在.{0,4}(?:问题|不足)/;
const LOOKING_AHEAD =
  /下一步|下步|下阶段|下一年|下半年|明年|来年|今后|未来|工作计划|工作打算|工作安排|工作思路|打算|重点任务|重点工作|主要任务|预期目标|目标任务|总体要求|十五五|\d{4}年(?:的)?(?:主要)?(?:工作|目标|计划|安排)/;
/** What makes a plan of a heading that names no later year than the results. */
const AHEAD_IN_THE_YEAR = /计划|打算|安排|目标|下半年|下一步|下步|下阶段/;
/** The kind that a title ends with. */
const PLAN_DOCUMENT =
  /(?:要点|方案|计划|规划|纲要|预期目标|目标任务|(?:重点|主要)任务|工作(?:安排|打算|思路)|目标[和及与](?:重点|主要)工作)(?:[(（][^()（）]*[)）])?[》”"]?(?:的?通知)?$/;

/** True for a title or heading that tells how something went: 计划执行情况, 规划实施评估. */
export function looksBack(heading: string): boolean {
  return LOOKING_BACK.test(heading);
}

/** True for the title of a document that is a plan itself: 2023年工作要点, …行动方案的通知. */
export function isPlanTitle(title: string): boolean {
  return PLAN_DOCUMENT.test(title) && !LOOKING_BACK.test(title);
}

/**
 * True when a heading opens a section of plans.
 * @param dataYear the year whose results the report tells; a heading that names a later year looks ahead
 */
export function isPlanHeading(heading: string, dataYear: number | null): boolean {
  const years = [...heading.matchAll(/(20\d\d)年/g)].map((m) => Number(m[1]));
  const back = LOOKING_BACK.test(heading);
  if (back && !years.some((y) => dataYear !== null && y > dataYear)) return false;
  if (dataYear !== null && years.length > 0) {
    if (years.every((y) => y <= dataYear)) return AHEAD_IN_THE_YEAR.test(heading);
    // 2022年计划执行情况与2023年计划草案: what stands under it says for itself which of the two it tells.
    return !back || !(/回顾|总结/.test(heading) || years.some((y) => y <= dataYear));
  }
  return LOOKING_AHEAD.test(heading);
}
