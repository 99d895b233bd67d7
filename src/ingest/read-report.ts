/**
 * One file in, one report entry out: decoded, described, cut into passages, its figures booked.
 * Pure apart from the bytes it is given; nothing is stored here.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { type Figure, type Passage, type Report, UserError } from "../domain/index.ts";
import type { ReportEntry } from "../store/index.ts";
import { fold, type Gazetteer, terms } from "../text/index.ts";
import { describe, type Overrides } from "./describe.ts";
import { buildLedger, findContradictions, LEDGER_VERSION } from "./ledger/index.ts";
import { outline } from "./outline.ts";
import { cutPassages } from "./passages.ts";
import { chooseReader, quietContext, type ReadContext } from "./readers/index.ts";

/** Stamp of everything that turns a file into rows; another version is a reason to read all files again. */
export const EXTRACTOR_VERSION = `reader-2/ledger-${LEDGER_VERSION}`;

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
export function reportId(file: string): string {
  return createHash("sha256").update(file.normalize("NFC")).digest("hex").slice(0, 12);
}

/**
 * Reads one report.
 * @param file path relative to the corpus, with forward slashes
 * @throws UserError when the file cannot be read as a report
 */
export async function readReport(
  file: string,
  bytes: Uint8Array,
  gazetteer: Gazetteer,
  overrides: { values: Overrides; json: string } = { values: {}, json: "" },
  context: ReadContext = quietContext,
): Promise<ReportEntry> {
  const extracted = await chooseReader(bytes, file).read(bytes, file, context);
  const folded = fold(extracted.text);
  if (!/\p{Script=Han}/u.test(folded.text))
    throw new UserError(`${file} 里没有读到中文内容，请确认文件没有损坏。`);
  const description = describe(file, extracted, folded, gazetteer, overrides.values);
  const { warnings, ...described } = description;
  const report: Report = {
    id: reportId(file),
    file,
    sourceFile: file,
    contentHash: contentHash(bytes, overrides.json),
    text: extracted.text,
    recognised: extracted.recognised ?? null,
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
    passages: passages.map((passage) => ({
      passage,
      terms: terms(`${passage.headings.join(" ")} ${passageText(folded, passage)}`),
      embedText: `${where} ${passage.headings.join(" ")} ${passageText(folded, passage)}`.slice(0, 600),
    })),
    figures: figures.map((figure) => ({
      figure,
      terms: figureTerms(figure),
      pieceText: figure.piece,
      clauseText: figure.clause,
    })),
  };

  function passageText(f: typeof folded, passage: Passage): string {
    return f.text.slice(f.toFolded(passage.start), f.toFolded(passage.end));
  }
}

function figureTerms(figure: Figure): string[] {
  return [...new Set(terms(`${figure.headings.join(" ")} ${figure.clause}`.toLowerCase()))];
}
