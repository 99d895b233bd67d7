/**
 * The text of one file in, its reports out: one for nearly every file, several where reports stand one after the other.
 * All parts keep the offsets of the file's text. A report with sections or tables about its own places stays whole.
 */
import { type ExtractedText, type Region, sameRegion } from "../domain/index.ts";
import { fold, type Gazetteer } from "../text/index.ts";
import { type ReportStart, reportStarts } from "./report-starts.ts";

/** Less text than this is a report only where its title or its first words name another region (see `isShortReport`). */
const SHORT_CHARS = 300;
/** Less than this is no report: a cover, a table of contents. */
const LEAST_CHARS = 12;
/** A sentence that tells a figure. */
const TOLD = /\d[^。;!?\n]*\p{Script=Han}[^。;!?\n]*[。;!?]/u;
/** What may stand before the region that a text is about: a period, the agency of a dateline. */
const BEFORE_SUBJECT = /^(?:[\s#*\d年月日季度上下半全以来,-]*|\S{2,6}[社网报])$/;
/** A file with more possible beginnings than this is a list of titles. */
const MAX_STARTS = 200;
/** The kinds of title that head a document of their own even when they name the same region or one inside it. */
const WHOLE_KIND = /(?:报告|总结|公报|年报)(?:(?:及|和|与|暨|以及)[^(]{0,24})?(?:[(（][^)）]{1,12}[)）])?$/;
/** A text speaks of a region that it names this often, and with this share of its mentions. */
const LEAST_MENTIONS = 3;
const LEAST_SHARE = 0.6;
const COUNTED_CHARS = 20_000;

interface Part extends ReportStart {
  end: number;
}

/**
 * Splits a file's text. Every part is an `ExtractedText` whose `text` is the file's text up to the part's end and whose
 * `bodyStart` is where it begins, so that offsets of passages and figures are those of the file.
 */
export function splitReports(extracted: ExtractedText, gazetteer: Gazetteer): ExtractedText[] {
  const from = extracted.bodyStart ?? 0;
  // Who writes the region into the front matter speaks of one report.
  if (extracted.meta.region || extracted.text.length - from < 2 * LEAST_CHARS) return [extracted];
  const text = fold(extracted.text);
  const candidates = withFileStart(reportStarts(text, extracted, gazetteer), from, text, gazetteer);
  if (candidates.length < 2 || candidates.length > MAX_STARTS) return [extracted];
  const parts = partsOf(candidates, text, gazetteer);
  if (
    parts.length < 2 ||
    !parts.every((part, i) => speaksOfItself(part, parts[i === 0 ? 1 : i - 1], text, gazetteer))
  ) {
    return [extracted];
  }
  const names = parts.map((part) => part.title || part.region?.name || "");
  const warning = `文件里有 ${parts.length} 份报告，已分开：${names.join("；")}`;
  return parts.map((part, i) =>
    partOf(extracted, part, i === 0 ? from : part.start, i === 0 ? [warning] : []),
  );
}

/** The text before the first title is a report of its own when it is long enough. */
function withFileStart(
  starts: ReportStart[],
  from: number,
  text: string,
  gazetteer: Gazetteer,
): ReportStart[] {
  const first = starts[0];
  const before = text.slice(from, first?.start ?? from);
  if (first && before.length < SHORT_CHARS) {
    const subject = TOLD.test(before) ? subjectOf(before, gazetteer) : null;
    const next = first.region ?? subjectOf(text.slice(first.start), gazetteer);
    if (!subject || !next || isRelated(subject.code, next.code)) return starts;
  }
  return [{ start: from, title: "", region: null, year: null, afterBreak: false }, ...starts];
}

function partsOf(candidates: ReportStart[], text: string, gazetteer: Gazetteer): Part[] {
  const parts: Part[] = [];
  for (const [i, candidate] of candidates.entries()) {
    const end = candidates[i + 1]?.start ?? text.length;
    const previous = parts.at(-1);
    const own = text.slice(candidate.start, end);
    // Of a cover and the title under it the last one before the text counts.
    if (own.length < SHORT_CHARS && !isShortReport(candidate, own, previous, gazetteer)) {
      if (previous) previous.end = end;
      continue;
    }
    const told = dominant(own, gazetteer) ?? subjectOf(own, gazetteer);
    const region = candidate.region ?? told ?? gazetteer.inferRegion(own)?.region ?? null;
    const part = { ...candidate, region, end };
    const before = previous ? text.slice(previous.start, previous.end) : "";
    if (!previous || isAnotherReport(previous, part, candidate.region !== null, before, gazetteer))
      parts.push(part);
    else previous.end = end;
  }
  return parts;
}

/**
 * A few sentences are a report of their own when they tell a figure, speak of no region of the part before them, and
 * are set apart by the title of a document or a rule. The first of a file needs no such mark.
 */
function isShortReport(
  start: ReportStart,
  own: string,
  previous: Part | undefined,
  gazetteer: Gazetteer,
): boolean {
  if (!TOLD.test(own.slice(start.title.length))) return false;
  if (!previous) return true;
  const region = start.region ?? subjectOf(own, gazetteer);
  if (!region || !previous.region || isRelated(region.code, previous.region.code)) return false;
  const isDocument = WHOLE_KIND.test(start.title) || (start.title !== "" && start.year !== null);
  const outer = previous.region.code;
  return (
    (isDocument || start.afterBreak || start.title === "") &&
    !codesNamed(own, gazetteer, region).some((code) => code.startsWith(outer))
  );
}

/** The region whose name begins the text. */
function subjectOf(text: string, gazetteer: Gazetteer): Region | null {
  const [first] = gazetteer.findRegions(text);
  const [region, ...others] = first?.candidates ?? [];
  if (!first || !region || first.weak || others.length > 0) return null;
  return BEFORE_SUBJECT.test(text.slice(0, first.start)) ? region : null;
}

/** @param named whether the part's title names its region */
function isAnotherReport(
  before: Part,
  part: Part,
  named: boolean,
  textBefore: string,
  gazetteer: Gazetteer,
): boolean {
  const { region } = part;
  if (!region) return false;
  const isWhole = named && part.year !== null && WHOLE_KIND.test(part.title);
  // A text of nobody knows whom ends where the report of a region begins that it never names.
  if (!before.region) {
    return isWhole && !codesNamed(textBefore, gazetteer).some((code) => isRelated(code, region.code));
  }
  if (sameRegion(region, before.region)) return isWhole && before.year !== null && part.year !== before.year;
  // A city inside the region is one of its sections, unless a break and a title of its own set it apart.
  if (region.code.startsWith(before.region.code)) return isWhole && part.afterBreak;
  return named || !before.region.code.startsWith(region.code);
}

function isRelated(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** False for a part that names the other part's region more often than its own. */
function speaksOfItself(part: Part, other: Part | undefined, text: string, gazetteer: Gazetteer): boolean {
  const { region } = part;
  if (!region || !other?.region || sameRegion(region, other.region)) return true;
  const codes = codesNamed(text.slice(part.start, part.end), gazetteer, region);
  const outer = other.region.code;
  const own = codes.filter((code) => code.startsWith(region.code));
  // What lies inside both speaks for the part itself.
  const others = codes.filter((code) => code.startsWith(outer) && !code.startsWith(region.code));
  return own.length > 0 && own.length >= others.length;
}

/** The region that a text without a telling title speaks of; null when that is not plain. */
function dominant(text: string, gazetteer: Gazetteer): Region | null {
  const codes = codesNamed(text, gazetteer);
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const [code = "", count = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return count >= LEAST_MENTIONS && count >= LEAST_SHARE * codes.length
    ? (gazetteer.byCode(code) ?? null)
    : null;
}

function codesNamed(text: string, gazetteer: Gazetteer, known?: Region): string[] {
  return gazetteer
    .findRegions(text.slice(0, COUNTED_CHARS), known ? { known: [known] } : {})
    .flatMap(({ weak, candidates }) => (weak || candidates.length > 1 ? [] : candidates.map((c) => c.code)));
}

function partOf(extracted: ExtractedText, part: Part, start: number, warnings: string[]): ExtractedText {
  const inside = (span: { start: number }): boolean => span.start >= start && span.start < part.end;
  // The file's own title, period and organisation are those of none of its reports.
  const { title: _title, period: _period, organisation: _organisation, ...meta } = extracted.meta;
  const { title: _fileTitle, ...rest } = extracted;
  return {
    ...rest,
    text: extracted.text.slice(0, part.end),
    bodyStart: start,
    ...(part.title ? { title: part.title } : {}),
    headings: extracted.headings.filter(inside),
    ...(extracted.tables ? { tables: extracted.tables.filter(inside) } : {}),
    meta,
    warnings: warnings.length > 0 ? [...extracted.warnings, ...warnings] : [],
  };
}
