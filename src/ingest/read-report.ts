/**
 * One file in, its report entries out: decoded, described, cut into passages, its figures booked. An archive gives
 * one report per member. Pure apart from the bytes it is given; nothing is stored here.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { type ExtractedText, type Figure, type Report, UserError } from "../domain/index.ts";
import type { FileFailure, ReportEntry } from "../store/index.ts";
import { fold, type Gazetteer, terms } from "../text/index.ts";
import { describe, type Overrides } from "./describe/index.ts";
import { messageOf } from "./explain-error.ts";
import { buildLedger, findContradictions, LEDGER_VERSION } from "./ledger/index.ts";
import { META_SUFFIX } from "./list-corpus.ts";
import { cutPassages, outline } from "./outline/index.ts";
import { chooseReader, isArchive, quietContext, type ReadContext, unpackZip } from "./readers/index.ts";
import { splitReports } from "./split-reports.ts";
import { digestFigures, signature } from "./twins/index.ts";
import { wholesOf } from "./wholes-of.ts";

/** Stamp of everything that turns a file into rows; another version is a reason to read all files again. */
export const EXTRACTOR_VERSION = `reader-3/ledger-${LEDGER_VERSION}`;

const overridesSchema = z.object({
  title: z.string().optional(),
  organisation: z.string().optional(),
  region: z.string().optional(),
  period: z.string().optional(),
});

/** Parses NAME.meta.json; throws a UserError that names the file when it is not valid. */
export function parseOverrides(json: string, file: string): Overrides {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new UserError(`${file} 不是有效的 JSON，请检查引号和逗号。`);
  }
  const parsed = overridesSchema.safeParse(value);
  if (!parsed.success) {
    throw new UserError(
      `${file} 的内容不对：只能有 title、organisation、region、period 这几项，且都要是文字。`,
    );
  }
  return parsed.data;
}

/** SHA-256 of a file's bytes and its override file's, in hexadecimal. */
export function contentHash(bytes: Uint8Array, overrides = ""): string {
  return createHash("sha256").update(bytes).update(overrides).digest("hex");
}

/** Stable id of a report: derived from its path inside the corpus. */
function reportId(path: string): string {
  return createHash("sha256").update(path.normalize("NFC")).digest("hex").slice(0, 12);
}

/** What a file's override file says, parsed and as it stands. */
export interface GivenOverrides {
  values: Overrides;
  json: string;
}

/** Everything that one file of the corpus gives. */
export interface FileReading {
  entries: ReportEntry[];
  /** Members of an archive that could not be read. */
  failed: FileFailure[];
}

/** Far more reports than a person packs together; an archive of a million empty files stops here. */
const MAX_MEMBERS = 2000;

/**
 * Reads every report of one file.
 * @param file path relative to the corpus, with forward slashes
 * @throws UserError when nothing in it can be read as a report
 */
export async function readReports(
  file: string,
  bytes: Uint8Array,
  gazetteer: Gazetteer,
  overrides: GivenOverrides = { values: {}, json: "" },
  context: ReadContext = quietContext,
): Promise<FileReading> {
  const source: Source = { sourceFile: file, contentHash: contentHash(bytes, overrides.json), gazetteer };
  if (isArchive(bytes)) return readArchive(source, bytes, overrides.values, context);
  return { entries: await readOne(source, file, bytes, overrides.values, context), failed: [] };
}

interface Source {
  sourceFile: string;
  contentHash: string;
  gazetteer: Gazetteer;
}

/** A failing member fails alone; the archive fails when no member can be read. */
async function readArchive(
  source: Source,
  bytes: Uint8Array,
  overrides: Overrides,
  context: ReadContext,
): Promise<FileReading> {
  const { sourceFile } = source;
  const unpacked = new Map((await unpackZip(bytes, sourceFile, context)).map((m) => [m.path, m.bytes]));
  const paths = [...unpacked.keys()].filter((path) => !path.endsWith(META_SUFFIX)).sort();
  if (paths.length > MAX_MEMBERS) {
    throw new UserError(
      `压缩包“${sourceFile}”里有 ${paths.length} 个文件，超过上限 ${MAX_MEMBERS} 个；请拆成几个压缩包。`,
    );
  }
  const reading: FileReading = { entries: [], failed: [] };
  // A title belongs to one report, the region or period of the archive's override file to all of them.
  const { title: _, ...shared } = overrides;
  for (const [i, path] of paths.entries()) {
    const file = `${sourceFile}/${path}`;
    const member = unpacked.get(path);
    if (!member) continue;
    context.onProgress(`读取 ${sourceFile} 第 ${i + 1}/${paths.length} 个文件`);
    try {
      if (isArchive(member)) throw new UserError("压缩包里的压缩包不读取；请解开后放进来。");
      const meta = unpacked.get(path + META_SUFFIX);
      const own = meta ? parseOverrides(new TextDecoder().decode(meta), file + META_SUFFIX) : {};
      reading.entries.push(...(await readOne(source, file, member, { ...shared, ...own }, context)));
    } catch (error) {
      reading.failed.push({ file, error: messageOf(error) });
    }
  }
  if (reading.entries.length > 0) return reading;
  const [first] = reading.failed;
  throw new UserError(
    first
      ? `压缩包“${sourceFile}”里的 ${reading.failed.length} 个文件都没有读成；其中 ${first.file}：${first.error}`
      : `压缩包“${sourceFile}”里没有可读的文件。`,
  );
}

/** The reports of a file or member: one, or several where one file holds several. */
async function readOne(
  source: Source,
  file: string,
  bytes: Uint8Array,
  overrides: Overrides,
  context: ReadContext,
): Promise<ReportEntry[]> {
  const extracted = await chooseReader(bytes, file).read(bytes, file, context);
  // A region that the override file gives holds for the whole file.
  const parts = overrides.region ? [extracted] : splitReports(extracted, source.gazetteer);
  return parts.map((part, i) => {
    // A slash cannot follow a file's name, so that no other file has this id.
    const id = reportId(i === 0 ? file : `${file}/#${i + 1}`);
    const { title: _, ...shared } = overrides;
    return bookReport(source, id, file, part, parts.length > 1 ? shared : overrides);
  });
}

/** Describes a text, cuts it into passages and books its figures. */
function bookReport(
  { sourceFile, contentHash: hash, gazetteer }: Source,
  id: string,
  file: string,
  extracted: ExtractedText,
  overrides: Overrides,
): ReportEntry {
  const folded = fold(extracted.text);
  if (!/\p{Script=Han}/u.test(folded))
    throw new UserError(`${file} 里没有读到中文内容，请确认文件没有损坏。`);
  const { warnings, ...described } = describe(file, extracted, folded, gazetteer, overrides);
  const report: Report = {
    id,
    file,
    sourceFile,
    contentHash: hash,
    text: extracted.text,
    recognised: extracted.recognised ?? null,
    ...(extracted.unread ? { unread: extracted.unread } : {}),
    pageStarts: extracted.pageStarts ?? [],
    ...described,
    places: [],
    contradictions: [],
  };
  const tree = outline(extracted.text, extracted);
  const passages = cutPassages(extracted.text, extracted, tree, report.id);
  const figures = buildLedger({
    report,
    folded,
    passages,
    gazetteer,
    ...(extracted.tables ? { tables: extracted.tables } : {}),
  });
  const places = [...new Set(figures.flatMap((f) => f.places))];
  const where = [report.region?.name, report.period?.label].filter(Boolean).join(" ");
  return {
    report: { ...report, places, contradictions: findContradictions(figures, extracted.text) },
    warnings: [...extracted.warnings, ...warnings],
    wholes: wholesOf(figures, report.region, gazetteer),
    print: { signature: signature(spoken(folded, extracted)), digest: digestFigures(figures) },
    passages: passages.map((passage) => ({
      passage,
      terms: terms(`${passage.headings.join(" ")} ${folded.slice(passage.start, passage.end)}`),
      embedText: `${where} ${passage.headings.join(" ")} ${folded.slice(passage.start, passage.end)}`.slice(
        0,
        600,
      ),
    })),
    figures: figures.map((figure) => ({
      figure,
      terms: figureTerms(figure),
      pieceText: figure.piece,
      clauseText: figure.clause,
    })),
  };
}

/** The report's own text: without front matter, and without the reports before it in the same file. */
function spoken(folded: string, { bodyStart = 0 }: ExtractedText): string {
  return folded.slice(bodyStart);
}

function figureTerms(figure: Figure): string[] {
  return [...new Set(terms(`${figure.headings.join(" ")} ${figure.clause}`.toLowerCase()))];
}
