/**
 * Marks the reports of the index that repeat another: copies and older versions take no part in answering.
 */
import type { Store, TwinKind } from "../../store/index.ts";
import { findTwins } from "./find-twins.ts";

/** Looks for twins among all reports of the index, keeps what it found, and tells each that stands aside from now on. */
export function markTwins(store: Store): { file: string; warning: string }[] {
  const reports = new Map(store.reports().map((report) => [report.id, report]));
  const prints = new Map(store.prints().map((print) => [print.id, print]));
  const candidates = [...reports.values()].flatMap((report) => {
    const print = prints.get(report.id);
    if (!print) return [];
    return [
      {
        id: report.id,
        file: report.file,
        title: report.title,
        organisation: report.organisation,
        region: report.region?.code ?? null,
        period: report.period?.label ?? null,
        publishedOn: report.publishedOn,
        unread: report.unread ?? 0,
        signature: print.signature,
        figuresDigest: print.digest,
      },
    ];
  });
  const twins = findTwins(candidates, (id) => store.figuresOf(id));
  store.keepTwins(twins);
  return twins.flatMap(({ id, of, kind }) => {
    const [report, stands] = [reports.get(id), reports.get(of)];
    if (!report || !stands || (report.twin?.of === of && report.twin.kind === kind)) return [];
    return [{ file: report.file, warning: asideWords(kind, stands.file, report.unread ?? 0) }];
  });
}

function asideWords(kind: TwinKind, stands: string, unread: number): string {
  if (kind === "older-version") return `与“${stands}”是同一份报告的两个版本，按较新的“${stands}”回答。`;
  const lacks = unread > 0 ? "，只是缺了一些数值" : "";
  return `与“${stands}”内容相同${lacks}，不重复使用，按“${stands}”回答。`;
}
