/**
 * What stands after a command such as /figures 湛江 2021: the region and the year that are meant, or a word about
 * what is missing.
 */
import type { Context } from "grammy";
import type { Library, Region } from "../../domain/index.ts";
import type { LibraryNeeds } from "./chat-needs.ts";
import type { ChoiceAction } from "./choice-store.ts";
import { textBlock } from "./message-blocks.ts";
import { messagePages } from "./message-pages.ts";
import { button, sendSheet } from "./sheet.ts";

export interface RegionYear {
  region: Region;
  year?: number;
}

const maxOffered = 24;

/** A region's name and a year, in any order, with or without spaces and 年; an empty name when there is none. */
function parseRegionYear(text: string): { name: string; year?: number } {
  const year = /(?<!\d)((?:19|20)\d\d)\s*年?(?!\d)/.exec(text);
  const name = (year ? text.replace(year[0], " ") : text).replace(/\s+/g, "").replace(/的$/, "");
  return { name, ...(year ? { year: Number(year[1]) } : {}) };
}

/** The region and year of a command; undefined after the chat was asked which region it means, by buttons of this kind of action. */
export async function regionRequest(
  ctx: Context,
  text: string,
  kind: "figures" | "export",
  needs: LibraryNeeds,
): Promise<RegionYear | undefined> {
  const { name, year } = parseRegionYear(text);
  const { library } = needs;
  const found = name === "" ? [] : library.findRegions(name);
  const [region] = found;
  if (region && found.length === 1) return { region, ...(year === undefined ? {} : { year }) };
  const offered = found.length > 0 ? found : coveredRegions(library);
  const rows = pairs(
    offered.slice(0, maxOffered).map((one) => {
      const action: ChoiceAction = { kind, region: one, ...(year === undefined ? {} : { year }) };
      return button(`${one.name}${year === undefined ? "" : ` ${year}年`}`, needs.choices.keep(action));
    }),
  );
  const what =
    name === ""
      ? `请选择地区，或直接发送 /${kind} 加地区和年份，例如：/${kind} ${offered[0]?.name ?? "湛江"} 2021`
      : found.length > 1
        ? `“${name.slice(0, 40)}”可能指这几个地区，请选择：`
        : `没有收录“${name.slice(0, 40)}”的报告。现有这些地区：`;
  const empty = "还没有收录能认出地区的报告，请联系管理员。";
  await sendSheet(
    ctx,
    { pages: messagePages([textBlock(offered.length === 0 ? empty : what)]), rows },
    needs,
  );
  return undefined;
}

/** Regions that reports are about, by code. */
function coveredRegions(library: Library): Region[] {
  const known = new Map(
    library.reports().flatMap(({ region }) => (region ? [[region.code, region] as const] : [])),
  );
  return [...known.values()].sort((a, b) => a.code.localeCompare(b.code));
}

/** Two in a row. */
export function pairs<Item>(items: readonly Item[]): Item[][] {
  const rows: Item[][] = [];
  for (let i = 0; i < items.length; i += 2) rows.push(items.slice(i, i + 2));
  return rows;
}
