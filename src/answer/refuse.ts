/**
 * Refusals: each says which of the four it is and what the corpus does have.
 */
import type { AnswerFigure, RefusalReason, Region } from "../domain/index.ts";
import type { ReportSummary } from "../store/index.ts";
import { displayPeriod } from "../text/index.ts";
import type { Body } from "./body.ts";
import type { Engine } from "./engine.ts";
import { answerFigure, EvidenceBook, labelOf, quoteSpan, statementSpan, statementWords } from "./evidence.ts";
import type { Candidate } from "./select/index.ts";

function refusal(reason: RefusalReason, text: string, choices: string[] = []): Body {
  return {
    kind: "refusal",
    text,
    figures: [],
    citations: [],
    refusal: { reason },
    notes: [],
    ...(choices.length > 0 ? { choices } : {}),
  };
}

export function refuseOffTopic(): Body {
  return refusal(
    "off_topic",
    "我只回答政务服务报告里的问题，例如某地某年的事项数、办结率、网上可办率。请换个问法再试。",
  );
}

/** A message that needs a word more: what is missing, asked back. */
export function askBack(text: string): Body {
  return { kind: "clarify", text, figures: [], citations: [], notes: [] };
}

export function refuseUnreadable(text: string): Body {
  return refusal("off_topic", text);
}

export function refuseNoReport(region: Region | null, reports: ReportSummary[]): Body {
  const names = [...new Set(reports.map((r) => r.region?.name ?? ""))].filter(Boolean);
  const listed = names.slice(0, 8).join("、");
  const more = names.length > 8 ? "等" : "";
  const have = listed ? `现有报告的地区：${listed}${more}。` : "现在还没有任何报告。";
  return refusal(
    "no_report",
    region
      ? `资料里没有${region.name}的报告，答不了这个问题。${have}`
      : `没有找到能回答这个问题的报告。${have}`,
  );
}

/** Figures that come near what was asked are shown beside a refusal, as what they are. */
const MOST_RELATED = 2;
/** Share of the question's words that a related figure's clause shows at least, 0 to 1. */
const RELATED = 0.4;

/**
 * A report covers the region but gives no such figure.
 * @param candidates figures ranked for the question, best first: those of the same subject are named as related
 */
export function refuseNoFigure(
  engine: Engine,
  asked: string,
  reports: ReportSummary[],
  candidates: Candidate[] = [],
): Body {
  const refused = refusal(
    "no_figure",
    `${reportNames(reports) || "现有报告"}里没有找到“${asked}”的数据，所以不作回答。`,
  );
  const book = new EvidenceBook(engine.store);
  const related: { words: string; row: AnswerFigure }[] = [];
  for (const { profile, report, features } of candidates) {
    if (related.length === MOST_RELATED) break;
    if (features.coverClause < RELATED || profile.figure.value === null) continue;
    const { figure } = profile;
    const words = `${labelOf(figure)}${statementWords(engine.store, figure, statementSpan(engine.store, figure))}`;
    if (related.some((r) => r.words === words)) continue;
    const n = book.cite(report, quoteSpan(engine.store, figure), figure.headings, figure.page);
    related.push({ words: `${words}[${n}]`, row: answerFigure(figure, n) });
  }
  if (related.length === 0) {
    return { ...refused, text: `${refused.text}可以换个说法，或问这份报告里的其他指标。` };
  }
  return {
    ...refused,
    text: `${refused.text}报告里相关的数据有（不是所问的数）：${related.map((r) => r.words).join("；")}。`,
    citations: book.citations,
    refusal: { reason: "no_figure", nearest: related.map((r) => r.row) },
    notes: ["下面的数与所问相关，但不是所问的数"],
  };
}

/** Titles of the first reports; one whose title holds a number (12345热线, 第5期) is named by its region. */
function reportNames(reports: ReportSummary[]): string {
  const names = reports.slice(0, 3).map((report) => {
    const numbers = report.title.match(/\d+/g) ?? [];
    if (numbers.every((n) => /^(?:19|20)\d\d$/.test(n))) return `《${report.title}》`;
    return `${report.region?.name ?? "这"}的报告`;
  });
  return [...new Set(names)].join("、");
}

/** There is such a figure, but for another period or region: offered as what it is. */
export function refuseElsewhere(engine: Engine, wanted: string, nearest: Candidate): Body {
  const book = new EvidenceBook(engine.store);
  const { figure } = nearest.profile;
  const n = book.cite(nearest.report, quoteSpan(engine.store, figure), figure.headings, figure.page);
  const statement = statementWords(engine.store, figure, statementSpan(engine.store, figure));
  return {
    kind: "refusal",
    text: `没有${wanted}的数据。最接近的是${labelOf(figure)}：${statement}[${n}]。请注意地区或时期不同，不能当作所问的数。`,
    figures: [],
    citations: book.citations,
    refusal: { reason: "other_period_or_region", nearest: [answerFigure(figure, n)] },
    notes: ["地区或时期与所问不同"],
  };
}

/** Regions and periods that reports cover, for a person. */
export function describeReports(reports: ReportSummary[]): string {
  return reports
    .map((r) => `${r.region?.name ?? "地区不明"}${displayPeriod(r.period)}《${r.title}》`)
    .join("；");
}
