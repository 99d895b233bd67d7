/**
 * Whose report it is: the region that a person, the title, the file name or the text gives.
 */
import type { DescribedFrom, Region } from "../../domain/index.ts";
import type { Gazetteer } from "../../text/index.ts";
import { ownSpelling, widened } from "./region-form.ts";

export interface RegionSources {
  /** Folded. */
  title: string;
  /** The file's name, folded. */
  name: string;
  organisation: string;
  /** The folded text after front matter. */
  body: string;
  frontMatter: string | undefined;
  override: string | undefined;
}

export interface DescribedRegion {
  value: Region | null;
  from: DescribedFrom | null;
}

/** The region with where it came from; null when no source gives one. */
export function regionOf(sources: RegionSources, gazetteer: Gazetteer): DescribedRegion {
  const given: [string | undefined, DescribedFrom][] = [
    [sources.override, "override"],
    [sources.frontMatter, "front-matter"],
  ];
  for (const [text, from] of given) {
    const region = text ? gazetteer.findRegions(text)[0]?.candidates[0] : undefined;
    if (region) return { value: region, from };
  }
  const found = read(sources, gazetteer);
  if (!found.value) return found;
  const area = widened(found.value, sources, gazetteer);
  return { ...found, value: ownSpelling(area, `${sources.title}\n${sources.body}`, gazetteer) };
}

function read(sources: RegionSources, gazetteer: Gazetteer): DescribedRegion {
  const inText = gazetteer.findRegions(sources.body.slice(0, 3000)).filter((m) => !m.weak);
  const known = inText.flatMap((m) => (m.candidates.length === 1 ? m.candidates : []));
  const texts: [string, DescribedFrom][] = [
    [sources.title, "title"],
    [sources.name, "file-name"],
  ];
  for (const [text, from] of texts) {
    const region = deepest(
      gazetteer
        .findRegions(text, { known })
        .flatMap((m) =>
          m.candidates.length === 1
            ? m.candidates
            : m.candidates.slice(0, 1).filter(() => isSupported(m.candidates, known)),
        ),
    );
    if (region) return { value: region, from };
  }
  const counted = mostNamed(sources.body, gazetteer);
  const inferred = gazetteer.inferRegion(sources.body)?.region ?? null;
  const settles =
    inferred &&
    counted &&
    inferred.code.startsWith(counted.region.code) &&
    inferred.code !== counted.region.code;
  if (counted && !settles && (!inferred || counted.votes >= 3))
    return { value: counted.region, from: "text" };
  return { value: inferred ?? counted?.region ?? null, from: inferred ? "gazetteer" : null };
}

function isSupported(candidates: Region[], known: Region[]): boolean {
  const first = candidates[0];
  return (
    first !== undefined && known.some((k) => first.code.startsWith(k.code) || k.code.startsWith(first.code))
  );
}

/** Of the first chain of regions, the lowest; a later region outside the chain is a partner. */
function deepest(regions: Region[]): Region | null {
  let chosen: Region | null = null;
  for (const region of regions) {
    if (!chosen || (region.code.startsWith(chosen.code) && region.code !== chosen.code)) chosen = region;
  }
  return chosen;
}

const DATELINE = /^(?:\d{1,2}月\d{1,2}日)?(?:电|讯|[(（])/;

/** The region that the text speaks of most, early mentions counting more; its organs (区委, 区政府…局) count double. */
function mostNamed(body: string, gazetteer: Gazetteer): { region: Region; votes: number } | null {
  const votes = new Map<string, { region: Region; votes: number }>();
  const nationwide = (body.match(/全国/g)?.length ?? 0) >= 2;
  for (const mention of gazetteer.findRegions(body.slice(0, 20_000))) {
    const region = mention.candidates[0];
    if (!region || mention.candidates.length > 1 || mention.weak) continue;
    const after = body.slice(mention.end, mention.end + 12);
    // 北京10月30日讯 of a text that tells of 全国 says where it was written.
    if (DATELINE.test(after) && nationwide) continue;
    const weight =
      (mention.start < 200 ? 2 : 1) +
      (/^(?:政务|行政审批|政府|市委|区委|县委|人民政府|.{0,6}局)/.test(after) ? 1 : 0);
    const entry = votes.get(region.code) ?? { region, votes: 0 };
    entry.votes += weight;
    votes.set(region.code, entry);
  }
  const ranked = [...votes.values()].sort(
    (a, b) => b.votes - a.votes || b.region.code.length - a.region.code.length,
  );
  const top = ranked[0];
  if (!top) return null;
  // A county that is named nearly as often as its own province or city is what the report is about.
  const inside = ranked.find(
    (x) => x.region.code.startsWith(top.region.code) && x !== top && x.votes * 2 >= top.votes,
  );
  return inside ?? top;
}
