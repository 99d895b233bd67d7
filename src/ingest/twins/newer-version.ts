/**
 * Of two versions of a report, which is the newer: by publishing date, then by what title and file name say
 * (修订, 更新, v2; 草案, 副本), then by which of them holds its values, then by file name.
 */

export interface Version {
  file: string;
  title: string;
  publishedOn: string | null;
  /** Values that could not be read. */
  unread: number;
}

const NEWER = /修订|修改稿|修正|更新|更正|勘误|终稿|定稿|最终|正式版|第[二三四五]版/;
const OLDER = /草案|初稿|送审|征求意见|讨论稿|旧版|作废|副本|备份|copy|backup/i;
const NUMBERED = /(?:^|[^a-z])(?:v|版本|第)\s*(\d{1,2})(?:版|$|[^\d年月次届批号])/i;

/** True when `a` is newer than `b`; of two names alone the higher one is. */
export function isNewer(a: Version, b: Version): boolean {
  if (a.publishedOn && b.publishedOn && a.publishedOn !== b.publishedOn) return a.publishedOn > b.publishedOn;
  const [markA, markB] = [mark(a), mark(b)];
  if (markA !== markB) return markA > markB;
  if (a.unread !== b.unread) return a.unread < b.unread;
  if (!a.publishedOn !== !b.publishedOn) return Boolean(a.publishedOn);
  return a.file > b.file;
}

function mark({ title, file }: Version): number {
  const name = `${title}\n${file.replace(/^.*\//, "").replace(/\.[^.]+$/, "")}`;
  const number = Number(NUMBERED.exec(name)?.[1] ?? 1);
  return number - 1 + (NEWER.test(name) ? 0.5 : 0) - (OLDER.test(name) ? 0.5 : 0);
}
