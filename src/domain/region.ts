/**
 * Administrative regions and functional areas.
 * A region's code is the national division code without trailing zeros, so that a prefix is an ancestor.
 */

/** How high a region stands; a zone is a functional area (新区, 经开区, 高新区) that no division code names. */
export type RegionLevel = "province" | "city" | "county" | "township" | "zone";

export interface Region {
  /** 2 digits for a province, 4 for a city, 6 for a county, 9 for a township; a zone is its parent's code + "z" + letters. */
  code: string;
  /** The full name at its own level, e.g. 湛江市. */
  name: string;
  level: RegionLevel;
}

/** True when `outer` is `inner` or one of its ancestors. */
export function containsRegion(outer: Region, inner: Region): boolean {
  return inner.code.startsWith(outer.code);
}

/** True when both name the same place. */
export function sameRegion(a: Region, b: Region): boolean {
  return a.code === b.code;
}
