/**
 * Reports by region code, so that the guard of a question looks at the reports of its region and not at all of them.
 */
import type { ReportSummary } from "../store/index.ts";

export class ReportsByRegion {
  readonly #reports: readonly ReportSummary[];
  /** Positions of reports, rising. */
  readonly #byCode = new Map<string, number[]>();
  /** In rising order: the codes inside a region follow its own. */
  readonly #codes: string[];

  /** Reports without a region are left out. */
  constructor(reports: readonly ReportSummary[]) {
    this.#reports = reports;
    reports.forEach(({ region }, at) => {
      if (!region) return;
      const own = this.#byCode.get(region.code);
      if (own) own.push(at);
      else this.#byCode.set(region.code, [at]);
    });
    this.#codes = [...this.#byCode.keys()].sort();
  }

  /** True when a report is of exactly this region. */
  has(code: string): boolean {
    return this.#byCode.has(code);
  }

  /** Reports of the region, of those that contain it and of those inside it, in the order of all. */
  around(code: string): ReportSummary[] {
    const found: number[] = [];
    for (let length = 1; length < code.length; length++) {
      found.push(...(this.#byCode.get(code.slice(0, length)) ?? []));
    }
    for (let i = this.#firstFrom(code); this.#codes[i]?.startsWith(code); i++) {
      found.push(...(this.#byCode.get(this.#codes[i] ?? "") ?? []));
    }
    return found.sort((a, b) => a - b).flatMap((at) => this.#reports[at] ?? []);
  }

  /** Position of the first code that is not before `code`. */
  #firstFrom(code: string): number {
    let [low, high] = [0, this.#codes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#codes[middle] ?? "") < code) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
