/**
 * Questions to start with, made from the ledger's own rows: one clear measure per region in turn, each tried
 * and kept only when it is answered with that very figure. The same index gives the same questions.
 */
import type { Figure, Region } from "../../domain/index.ts";
import { byWords } from "../engine.ts";
import { askingWords, type Desk, isOwnReport, readQuestion, tellByWords } from "./ask-ledger.ts";
import { newestFirst, singleYear } from "./key-figures.ts";
import { namesOf, reportedRegions } from "./library-regions.ts";
import { isOwnResult, namedMeasure, weigh } from "./weigh-figure.ts";

/** Questions that are tried for one state of the index: each takes some milliseconds. */
const MAX_TRIES = 60;
const MAX_REGIONS = 40;
const MAX_REPORTS_EACH = 3;
const MAX_FIGURES_EACH = 8;
/** A lighter row is too dull or too unclear to open with. */
const MIN_WEIGHT = 5;

/** Makes suggestions, and keeps those of the present state of the index. */
export class Suggester {
  readonly #desk: Desk;
  #version = -1;
  #made: string[] = [];
  #more: Iterator<string> | null = null;

  /** Looks up by words alone: suggestions are wanted at once, and vectors take a while. */
  constructor({ engine, ...rest }: Desk) {
    this.#desk = { ...rest, engine: byWords(engine) };
  }

  /** At most `limit` questions, the same ones first whatever the limit. */
  suggest(limit: number): string[] {
    const version = this.#desk.engine.store.dataVersion();
    if (version !== this.#version) {
      this.#version = version;
      this.#made = [];
      this.#more = makeQuestions(this.#desk);
    }
    while (this.#made.length < limit && this.#more) {
      const next = this.#more.next();
      if (next.done) this.#more = null;
      else this.#made.push(next.value);
    }
    return this.#made.slice(0, Math.max(0, limit));
  }
}

function* makeQuestions(desk: Desk): Generator<string> {
  const sources = reportedRegions(desk.engine)
    .slice(0, MAX_REGIONS)
    .map((region): { region: Region; figures: Figure[] | null } => ({ region, figures: null }));
  const metrics = new Set<string>();
  let tries = 0;
  for (let round = 0; round < MAX_FIGURES_EACH; round++) {
    for (const source of sources) {
      source.figures ??= openingFigures(desk, source.region);
      const figure = takeFresh(source.figures, metrics);
      if (!figure) continue;
      if (tries++ >= MAX_TRIES) return;
      const question = questionOf(desk, source.region, figure);
      if (!question) continue;
      metrics.add(namedMeasure(figure.metric));
      yield question;
    }
  }
}

/** Takes out the heaviest figure whose measure no suggestion has yet, else the heaviest. */
function takeFresh(figures: Figure[], used: ReadonlySet<string>): Figure | undefined {
  const at = figures.findIndex((f) => !used.has(namedMeasure(f.metric)));
  return figures.splice(Math.max(0, at), 1)[0];
}

/** The region's clear figures of its newest reports, the heaviest first. */
function openingFigures({ engine: { store, catalogue } }: Desk, region: Region): Figure[] {
  return catalogue
    .reports()
    .filter((r) => isOwnReport(r, region))
    .sort(newestFirst)
    .slice(0, MAX_REPORTS_EACH)
    .flatMap((report, age) =>
      store.figuresOf(report.id).flatMap((figure) => {
        const own = isOwnResult(figure) && figure.regionCode === region.code && singleYear(figure.period);
        const weight = own ? weigh(figure) : null;
        return weight === null || weight < MIN_WEIGHT ? [] : [{ figure, weight: weight - age }];
      }),
    )
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_FIGURES_EACH)
    .map(({ figure }) => figure);
}

/** The question for a region's figure, by the shortest name of the region that is understood; null when it finds another. */
function questionOf(desk: Desk, region: Region, figure: Figure): string | null {
  const { engine } = desk;
  const words = askingWords(namedMeasure(figure.metric), figure);
  for (const name of [...engine.gazetteer.shortNames(region), ...namesOf(engine, region)]) {
    const question = `${name}${singleYear(figure.period)}年${words}`;
    const { regions } = readQuestion(desk, question);
    if (regions.length !== 1 || regions[0]?.code !== region.code) continue;
    const told = tellByWords(desk, question, region);
    return told?.candidate.profile.figure.id === figure.id ? question : null;
  }
  return null;
}
