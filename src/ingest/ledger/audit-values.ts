/**
 * One measure told twice with different values: same words, place, scope, period, status and unit.
 */
import type { Contradiction } from "../../domain/index.ts";
import type { FigureInSentence, FigureSentence } from "./figure-sentences.ts";

const MIN_HAN = 4;
/** 房源:两房一厅 belongs to one record of many. */
const RECORD = /[:()]/;
const AVERAGE = /平均|年均|人均|日均|月均|每|均/;

/** Contradictions between two sentences that tell the same measure; three values are a list, not a contradiction. */
export function auditValues(sentences: FigureSentence[]): Contradiction[] {
  const told = new Map<string, FigureInSentence[]>();
  for (const own of sentences.flatMap((s) => s.figures)) {
    if (!isSpecific(own)) continue;
    const key = keyOf(own);
    told.set(key, [...(told.get(key) ?? []), own]);
  }
  return [...told.values()].flatMap((all) => {
    const [first, ...rest] = all;
    const other = rest.find((f) => first && Math.abs(first.value - f.value) > first.slack + f.slack);
    if (!first || !other || new Set(all.map((f) => f.value)).size > 2) return [];
    if (first.figure.sentenceStart === other.figure.sentenceStart || standApart(first, other)) return [];
    return [
      {
        kind: "two-values" as const,
        figureIds: [first.figure.id, other.figure.id],
        detail: `${first.figure.metric}：一处写 ${first.figure.raw}，另一处写 ${other.figure.raw}`,
      },
    ];
  });
}

/**
 * True where headings tell two things apart that are told in the same words: (二)市长信箱 and (三)区长信箱 under one heading,
 * 全市收支 and 市本级收支.
 */
function standApart({ figure: a }: FigureInSentence, { figure: b }: FigureInSentence): boolean {
  const [above, other] = [a.headings.slice(0, -1).join("\n"), b.headings.slice(0, -1).join("\n")];
  if (above !== "" && above === other && a.headings.at(-1) !== b.headings.at(-1)) return true;
  const ofLevel = (headings: string[]) => headings.some((heading) => /本级/.test(heading));
  return ofLevel(a.headings) !== ofLevel(b.headings);
}

function isSpecific({ figure, unit }: FigureInSentence): boolean {
  const han = figure.metric.match(/\p{Script=Han}/gu)?.length ?? 0;
  return (
    han >= MIN_HAN &&
    unit !== "" &&
    !RECORD.test(figure.metric) &&
    figure.role === "value" &&
    figure.qualifier === "" &&
    figure.pairedWith === undefined &&
    !AVERAGE.test(`${figure.metric}${figure.scope}`)
  );
}

/** Everything that tells two figures apart, the subject that their clauses inherit too. */
function keyOf({ figure, unit, lead }: FigureInSentence): string {
  return [
    figure.metric,
    figure.clause.slice(0, Math.max(0, figure.clause.lastIndexOf(","))),
    /累计|新增|净增/.exec(lead)?.[0] ?? "",
    figure.scope,
    figure.period?.label ?? "",
    figure.status,
    unit,
    figure.region,
    figure.places.join(),
    figure.partner,
  ].join("\n");
}
