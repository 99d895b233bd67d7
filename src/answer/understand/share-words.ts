/**
 * Questions for a share: 甲占乙多少, and 甲占多少, which leaves the whole out.
 */

const SHARE =
  /^(.{2,20}?)占(?!地|用|有|线|道|比)(?:了|到)?(?:全部|所有|总)?的?(.{2,20}?)的?(?:多少|几|百分|多大|比例|比重)/;
const WHOLE_LEFT_OUT =
  /^(.{0,20}?)的?占(?:了|到)?(?:多少(?!个?[亿万元块户家件宗项人名台套吨斤亩平])|几成|几(?![个亿万元块户家件宗项人名台套吨斤亩])|百分|多大|比)/;

/** The two measures of 甲占乙多少; null for no such question. */
export function shareOf(asked: string): [string, string] | null {
  const share = SHARE.exec(asked);
  return share?.[1] && share[2] ? [share[1], share[2]] : null;
}

/** True for 直接回复的占多少: a share of a whole that the question leaves out. */
export function leavesWholeOut(asked: string): boolean {
  return shareOf(asked) === null && WHOLE_LEFT_OUT.test(asked);
}

/** The words of the part in 甲占多少; "" when it is left out too. */
export function partOf(asked: string): string {
  return WHOLE_LEFT_OUT.exec(asked)?.[1] ?? "";
}
