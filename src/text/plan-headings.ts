/**
 * Tells headings that open a section of plans (下一步工作打算, 2022年工作计划) from those that look back.
 */

const LOOKING_BACK =
  /回顾|总结|完成情况|落实情况|开展情况|工作情况|进展|成效|成绩|做法|亮点|存在.{0,4}(?:问题|不足)/;
const LOOKING_AHEAD =
  /下一步|下步|下阶段|下一年|下半年|明年|来年|今后|未来|工作计划|工作打算|工作安排|工作思路|打算|重点任务|重点工作|主要任务|预期目标|目标任务|总体要求|十五五|\d{4}年(?:的)?(?:主要)?(?:工作|目标|计划|安排)/;
/**
 * True when a heading opens a section of plans.
 * @param dataYear the year whose results the report tells; a heading that names a later year looks ahead
 */
export function isPlanHeading(heading: string, dataYear: number | null): boolean {
  const years = [...heading.matchAll(/(20\d\d)年/g)].map((m) => Number(m[1]));
  if (LOOKING_BACK.test(heading) && !years.some((y) => dataYear !== null && y > dataYear)) return false;
  if (dataYear !== null && years.length > 0) {
    if (years.every((y) => y <= dataYear))
      return /计划|打算|安排|目标/.test(heading) && !LOOKING_BACK.test(heading);
    if (LOOKING_BACK.test(heading) && /回顾|总结/.test(heading)) return false;
    return true;
  }
  return LOOKING_AHEAD.test(heading);
}
