/**
 * The kinds of functional areas that a city's or county's name can be followed by.
 */

const WRITTEN: Record<string, readonly string[]> = {
  经开区: ["国家级经济技术开发区", "经济技术开发区", "经济开发区", "国家级经开区", "经开区"],
  高新区: [
    "国家高新技术产业开发区",
    "高新技术产业开发区",
    "高新技术开发区",
    "高新技术产业园区",
    "国家高新区",
    "高新区",
  ],
  新区: ["新区"],
  开发区: ["开发区"],
  综保区: ["综合保税区", "综合保税港区", "综保区"],
  保税区: ["保税区", "保税港区"],
  自贸区: ["自由贸易试验区", "自贸试验区", "自由贸易区", "自贸区"],
  示范区: ["示范区"],
  度假区: ["国家级旅游度假区", "旅游度假区", "度假区"],
  管理区: ["管理区"],
  工业园区: ["工业园区"],
  产业园区: ["产业园区"],
  园区: ["园区"],
};

/** The kinds as they stand in a zone's code, e.g. 经开区 for 经济技术开发区. */
export const ZONE_KINDS: ReadonlySet<string> = new Set(Object.keys(WRITTEN));

const LONGEST_FIRST = Object.entries(WRITTEN)
  .flatMap(([kind, forms]) => forms.map((form) => ({ kind, form })))
  .sort((a, b) => b.form.length - a.form.length);

/** The kind of functional area written at `offset`, with the length it takes; undefined when none is. */
export function zoneKindAt(text: string, offset: number): { kind: string; length: number } | undefined {
  // 中国（安徽）自贸试验区
  const from = /[)）]/.test(text[offset] ?? "") ? offset + 1 : offset;
  const found = LONGEST_FIRST.find(({ form }) => text.startsWith(form, from));
  if (!found || (from > offset && found.kind !== "自贸区")) return undefined;
  return { kind: found.kind, length: from - offset + found.form.length };
}
