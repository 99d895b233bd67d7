/**
 * Rates against their counts: 派发3617件，办结2823件，办结率78.04%. Only where the rate's name takes up the verb of
 * the count right before it.
 */
import type { Contradiction } from "../../domain/index.ts";
import type { FigureInSentence, FigureSentence } from "./figure-sentences.ts";

/** Greatest difference in points that is still taken for rounding. */
const ROUNDING_POINTS = 0.15;
/** Rates of something narrower than the count's verb: 按时办结率 is not 办结 over all. */
const NARROWER = /按时|按期|限时|及时|准时|提前|有效|一次|当场|当日|即时|平均|同比|综合|基本/;

/** Rates of a starting price, which is told as a rule nowhere: 成交3.72亿元，增值1.47亿元，增值率65%. */
const OF_STARTING_PRICE = /增值|溢价|节约|节资|节支/;

/** Contradictions between a rate and the ratio of the two counts before it. */
export function auditShares(sentences: FigureSentence[]): Contradiction[] {
  return sentences.flatMap(({ figures }) =>
    figures.flatMap((rate, i) => {
      const part = figures[i - 1];
      const verb = /(\p{Script=Han}{2})率$/u.exec(rate.figure.metric)?.[1];
      if (!part || !verb || rate.figure.unit !== "%" || rate.figure.role !== "value") return [];
      if (NARROWER.test(rate.figure.metric) || OF_STARTING_PRICE.test(verb)) return [];
      if (!tells(part, verb) || rate.lead.length > 16) return [];
      // 非常满意…条，满意…条，满意率100%: two parts of a whole that is not told.
      const wholes = figures
        .slice(0, i - 1)
        .filter((f) => f.unit === part.unit && f.value > 0 && exact(f) && !tells(f, verb));
      if (wholes.length === 0 || !exact(part) || !exact(rate) || part.unit === "%") return [];
      const near = wholes.map((whole) => ({ whole, ...ratio(part, whole) }));
      const decimals = /\.(\d+)/.exec(rate.figure.raw)?.[1]?.length ?? 0;
      const allowed = Math.max(ROUNDING_POINTS, 0.5 * 10 ** -decimals + 1e-6);
      const fits = near.some((n) => Math.abs(n.percent - rate.value) <= allowed + n.slack);
      const whole = near.at(-1);
      if (fits || !whole || whole.percent > 100) return [];
      const detail = `${rate.figure.metric} ${rate.figure.raw}，而 ${part.figure.raw} ÷ ${whole.whole.figure.raw} = ${Number(whole.percent.toFixed(2))}%`;
      return [
        {
          kind: "share-differs" as const,
          figureIds: [rate, part, whole.whole].map((f) => f.figure.id),
          detail,
        },
      ];
    }),
  );
}

/** True when the count's own words hold the verb: 已办结2823件; 可网上办理1347项 for 可办. */
function tells(part: FigureInSentence, verb: string): boolean {
  const own = `${part.lead.split(/[,;、]/).at(-1) ?? ""}${part.tail.split(/[,;、。]/)[0] ?? ""}`;
  const [first, last] = [...verb];
  return own.includes(verb) || (first === "可" && new RegExp(`可[^,]{0,4}${last ?? ""}`).test(own));
}

function exact({ figure }: FigureInSentence): boolean {
  return figure.qualifier === "" && figure.role === "value" && figure.pairedWith === undefined;
}

function ratio(part: FigureInSentence, whole: FigureInSentence): { percent: number; slack: number } {
  const percent = (100 * part.value) / whole.value;
  return { percent, slack: percent * (part.slack / (part.value || 1) + whole.slack / whole.value) };
}
