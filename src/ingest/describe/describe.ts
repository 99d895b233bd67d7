/**
 * Describes a report: title, organisation, region, period, publishing date.
 * Sources in falling order of trust: the override file, front matter, the title, the text, the file name, the gazetteer.
 */
import { basename, extname } from "node:path";
import type { ExtractedText, Report } from "../../domain/index.ts";
import { fold, type Gazetteer } from "../../text/index.ts";
import { damageWarning } from "./damage.ts";
import { organisationOf } from "./organisation.ts";
import { periodOfReport } from "./period.ts";
import { publishedOf } from "./published.ts";
import { regionOf } from "./region.ts";
import { firstHeading, titleOf } from "./title.ts";

/** What a person may write into NAME.meta.json beside a report. */
export interface Overrides {
  title?: string | undefined;
  organisation?: string | undefined;
  /** A region's full or short name, e.g. 含山县. */
  region?: string | undefined;
  /** A period in words, e.g. 2024年上半年. */
  period?: string | undefined;
}

export interface Description
  extends Pick<
    Report,
    "title" | "organisation" | "region" | "period" | "anchorYear" | "publishedOn" | "describedFrom"
  > {
  warnings: string[];
}

/** Describes a report; fields that no source gives are null or empty, with a Chinese warning. */
export function describe(
  file: string,
  extracted: ExtractedText,
  folded: string,
  gazetteer: Gazetteer,
  overrides: Overrides = {},
): Description {
  const { meta } = extracted;
  const body = folded.slice(extracted.bodyStart ?? 0);
  const fileName = basename(file, extname(file)).normalize("NFKC");
  const name = fold(fileName);
  const title = titleOf({
    override: overrides.title,
    meta: meta.title,
    format: extracted.title,
    body,
    fileName,
  });
  const organisation =
    overrides.organisation ?? meta.organisation ?? organisationOf(title.folded, body, gazetteer);
  const publishedOn = publishedOf(meta, body);
  const region = regionOf(
    {
      title: title.folded,
      name,
      organisation,
      body,
      frontMatter: meta.region,
      override: overrides.region,
    },
    gazetteer,
  );
  const heading = firstHeading(body);
  const damage = damageWarning(extracted.text, extracted.bodyStart);
  const dated = periodOfReport({
    title: title.folded,
    name,
    heading,
    body,
    publishedOn,
    override: overrides.period,
    frontMatter: meta.period,
  });
  return {
    title:
      title.shown ||
      [organisation.includes(region.value?.name ?? "\0") ? "" : region.value?.name, organisation, heading]
        .filter(Boolean)
        .join(" ") ||
      fileName,
    organisation,
    region: region.value,
    period: dated.period,
    anchorYear: dated.anchorYear,
    publishedOn,
    describedFrom: {
      ...(title.from ? { title: title.from } : {}),
      ...(region.from ? { region: region.from } : {}),
      ...(dated.from ? { period: dated.from } : {}),
    },
    warnings: [
      ...(damage ? [damage] : []),
      ...(region.value
        ? []
        : ["没有认出报告所属的地区，按地区提问时不会用到它；可在旁边放一个同名的 .meta.json 写明 region"]),
      ...(dated.period ? [] : [`没有认出报告的时期${dated.hint}；可在同名的 .meta.json 里写明 period`]),
    ],
  };
}
