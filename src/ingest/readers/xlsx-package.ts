/**
 * The bytes of an xlsx in, a small package out that holds only what the parser needs to tell the values of cells:
 * sheets without empty cells, strings, number formats. Drawings, links, validations and names stay outside.
 */
import { posix } from "node:path";
import { strToU8, zipSync } from "fflate";
import { UserError } from "../../domain/index.ts";
import { type ReadContext, refuseBeyond } from "./limits.ts";
import { checkOfficeZip } from "./office-zip.ts";
import type { Span } from "./sheet.ts";
import { attribute, cellStyles, MAIN, slimStrings, slimStyles, tagsOf } from "./xlsx-parts.ts";
import { SheetSieve, type SievedSheet } from "./xlsx-sieve.ts";
import { damaged } from "./zip-directory.ts";

export interface XlsxPackage {
  /** A valid xlsx; its sheets are xl/worksheets/sheet1.xml, sheet2.xml … in the workbook's order. */
  bytes: Uint8Array;
  /** Merged ranges of each sheet, in the workbook's order. */
  merged: Span[][];
  /** Formulas of each sheet without a saved result, in the workbook's order. */
  uncomputed: number[];
}

/** Characters of sheets, strings and styles together; a workbook within the limit of cells needs a tenth of it. */
const MAX_KEPT_CHARS = 64_000_000;
/** Excel itself allows 65,490 styles. */
const MAX_STYLES = 70_000;
const MAX_SHEETS = 1000;
const SMALL_PART = /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml)$/i;
const SHEET_PART = /^xl\/worksheets\/[^/]+\.xml$/i;
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

/**
 * Checks and slims a workbook.
 * @throws UserError for a hostile or damaged file, more filled cells than the limits allow, or no sheet at all
 */
export async function slimPackage(
  bytes: Uint8Array,
  file: string,
  context: ReadContext,
): Promise<XlsxPackage> {
  const parts = await readParts(bytes, file, context);
  const text = (path: string) => parts.texts.get(path.toLowerCase()) ?? "";
  const strings = slimStrings(text("xl/sharedStrings.xml"), (count) =>
    refuseBeyond(file, "cells", count, context.limits),
  );
  const workbook = text("xl/workbook.xml");
  const targets = targetsOf(text("xl/_rels/workbook.xml.rels"));
  const listed = tagsOf(workbook, "sheet");
  const styles = tagsOf(cellStyles(text("xl/styles.xml")), "xf");
  const formats = tagsOf(text("xl/styles.xml"), "numFmt");
  if (listed.length > MAX_SHEETS || styles.length > MAX_STYLES || formats.length > MAX_STYLES) {
    throw damaged(file);
  }
  const sheets = listed.flatMap((attributes) => {
    const target = targets.get(attribute(attributes, "\\w+:id") ?? "")?.toLowerCase() ?? "";
    const sieved = parts.sheets.get(target);
    // Listed twice, a sheet would be built twice.
    parts.sheets.delete(target);
    return sieved ? [{ attributes, sieved }] : [];
  });
  if (sheets.length === 0) throw new UserError(`文件“${file}”里没有可以读取的工作表，请检查后重新放入。`);
  return {
    bytes: pack({
      sheets: sheets.map(({ sieved }) => sieved.xml),
      attributes: sheets.map(({ attributes }) => attributes),
      from1904: /\bdate1904="(?:1|true)"/.test(workbook),
      strings,
      styles: slimStyles(styles, formats),
    }),
    merged: sheets.map(({ sieved }) => sieved.merged),
    uncomputed: sheets.map(({ sieved }) => sieved.uncomputed),
  };
}

type Utf8Decoder = InstanceType<typeof TextDecoder>;

async function readParts(bytes: Uint8Array, file: string, context: ReadContext) {
  const sieves = new Map<string, { sieve: SheetSieve; decoder: Utf8Decoder }>();
  const pieces = new Map<string, { text: string[]; decoder: Utf8Decoder }>();
  let cells = 0;
  const kept = new Map<string, number>();
  const onCell = () => refuseBeyond(file, "cells", ++cells, context.limits);
  await checkOfficeZip(bytes, file, context, (member, piece) => {
    const path = member.toLowerCase();
    if (SHEET_PART.test(path)) {
      const part = sieves.get(path) ?? { sieve: new SheetSieve(onCell), decoder: new TextDecoder() };
      sieves.set(path, part);
      try {
        kept.set(path, part.sieve.push(part.decoder.decode(piece, { stream: true })));
      } catch (error) {
        throw error instanceof RangeError ? damaged(file) : error;
      }
    } else if (SMALL_PART.test(path)) {
      const part = pieces.get(path) ?? { text: [], decoder: new TextDecoder() };
      pieces.set(path, part);
      const text = part.decoder.decode(piece, { stream: true });
      part.text.push(text);
      kept.set(path, (kept.get(path) ?? 0) + text.length);
    }
    if ([...kept.values()].reduce((sum, length) => sum + length, 0) > MAX_KEPT_CHARS) {
      throw new UserError(`文件“${file}”里的表格内容太多，请只留下要用的表后重新放入。`);
    }
  });
  const sheets = new Map<string, SievedSheet>();
  for (const [path, { sieve }] of sieves) sheets.set(path, sieve.finish());
  const texts = new Map<string, string>();
  for (const [path, part] of pieces) texts.set(path, part.text.join("").replace(/<(\/?)x:/g, "<$1"));
  return { sheets, texts };
}

interface Parts {
  sheets: string[];
  /** What the workbook says of each sheet. */
  attributes: string[];
  from1904: boolean;
  strings: string;
  styles: string;
}

function pack({ sheets, attributes, from1904, strings, styles }: Parts): Uint8Array {
  const listed = attributes.map((given, i) => {
    const name = attribute(given, "name") ?? "";
    const state = attribute(given, "state") ?? "visible";
    return `<sheet name="${name}" sheetId="${i + 1}" state="${state}" r:id="rId${i + 1}"/>`;
  });
  const related = sheets.map(
    (_, i) =>
      `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  const parts: Record<string, string> = {
    "_rels/.rels": `<Relationships ${PACKAGE_RELS}><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${listed.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships ${PACKAGE_RELS}>${related.join("")}</Relationships>`,
    ...(strings === "" ? {} : { "xl/sharedStrings.xml": strings }),
    "xl/styles.xml": styles,
  };
  sheets.forEach((xml, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = xml;
  });
  const packed = Object.entries(parts).map(([path, text]) => [path, strToU8(text)] as const);
  return zipSync(Object.fromEntries(packed), { level: 0 });
}

/** Part paths of the relationships, by their ids. */
function targetsOf(relationships: string): Map<string, string> {
  const targets = new Map<string, string>();
  for (const attributes of tagsOf(relationships, "Relationship")) {
    const [id, target] = [attribute(attributes, "Id"), attribute(attributes, "Target")];
    if (!id || !target) continue;
    targets.set(id, target.startsWith("/") ? target.slice(1) : posix.join("xl", target));
  }
  return targets;
}
