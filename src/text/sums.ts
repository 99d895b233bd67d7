/**
 * Tells words of what was added up over several years (累计, 五年新增, 完成投资) from those of a level (总量达到).
 */

const SUM =
  /累计|年均|净增|合计|总共|(?<!公)共(?:[计投收受办接新引完实争为达超]|建成|\d)|(?<![去这近])五年(?![来间])|新[增建开设]|完成|实施|建成(?!区)|改造|发放|投入|落实|引进|签约|开工|投产|减免|培育|认定|解决|帮助|办理|受理|组织|开展|争取|下达|安排|筹措|兑现|处置|化解|查处|修复|治理|输送|转移|招引|发送|开行|接待/;

/** True when a figure told over several years is a sum of them by its words. */
export function isSumOfYears(words: string): boolean {
  return SUM.test(words);
}
