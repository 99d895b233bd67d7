/**
 * Marks the reports of the index that repeat another: copies and older versions take no part in answering.
 */
import type { Store } from "../store/index.ts";
import { findTwins } from "./twins.ts";

/** Looks for twins among all reports of the index and keeps what it found. */
export function markTwins(store: Store): void {
  const prints = new Map(store.prints().map((print) => [print.id, print]));
  const candidates = store.reports().flatMap((report) => {
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
        signature: print.signature,
        figuresDigest: print.digest,
      },
    ];
  });
  store.keepTwins(findTwins(candidates));
}
