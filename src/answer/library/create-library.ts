/**
 * An open index in, the library over it out: reports to read, key figures, the same measure elsewhere, questions
 * to start with. What was worked out is kept while the index stands, within bounds.
 */
import type {
  AnswerFigure,
  KeyFigures,
  Library,
  MeasureTable,
  Region,
  ReportPage,
} from "../../domain/index.ts";
import type { Embedder } from "../../models/index.ts";
import type { Store } from "../../store/index.ts";
import { createGazetteer, type Gazetteer } from "../../text/index.ts";
import { createEngine, type Engine } from "../engine.ts";
import type { Desk } from "./ask-ledger.ts";
import { type Elsewhere, findElsewhere } from "./elsewhere.ts";
import { gatherKeyFigures } from "./key-figures.ts";
import { regionsNamed } from "./library-regions.ts";
import { tableOf } from "./measure-table.ts";
import { Remembered } from "./remembered.ts";
import { cardOf, pageOf } from "./report-page.ts";
import { Suggester } from "./suggest.ts";
import { surroundingsOf } from "./surroundings.ts";

export interface LibraryOptions {
  store: Store;
  embedder: Embedder;
  /** Shared with whatever else answers over this index; one of its own when left out. */
  engine?: Engine;
  /** The shared one when left out. */
  gazetteer?: Gazetteer;
  /** What 我市 means in this chat. */
  homeRegion?: string;
}

/** A page of a long report takes about 1 MB. */
const MAX_PAGES = 20;
const MAX_REGIONS = 60;
const MAX_MEASURES = 200;

/** Builds the library over an open index; it keeps nothing open of its own. */
export function createLibrary(options: LibraryOptions): Library {
  const { store, embedder } = options;
  const gazetteer = options.gazetteer ?? createGazetteer();
  const home = options.homeRegion ? gazetteer.findRegions(options.homeRegion)[0]?.candidates[0] : undefined;
  const engine = options.engine ?? createEngine(store, embedder, gazetteer);
  const desk: Desk = {
    engine,
    ...(home === undefined ? {} : { homeRegion: home }),
  };
  const pages = new Remembered<ReportPage | null>(store, MAX_PAGES);
  const keyFigures = new Remembered<KeyFigures | null>(store, MAX_REGIONS);
  const measures = new Remembered<Promise<Elsewhere | null>>(store, MAX_MEASURES);
  const tables = new Remembered<MeasureTable | null>(store, MAX_MEASURES);
  const suggester = new Suggester(desk);

  const elsewhere = (question: string, figure: AnswerFigure) =>
    measures.of(measureKey(question, figure), () => findElsewhere(desk, question, figure));

  return {
    reports: () => engine.catalogue.reports().map(cardOf),
    report: (id) => pages.of(id, () => pageOf(store, id)),
    around: (reportId, start, end) => surroundingsOf(store, reportId, start, end),
    findRegions: (name) => regionsNamed(desk, name),
    keyFigures: (region: Region, year) =>
      keyFigures.of(`${region.code} ${year ?? ""}`, () => gatherKeyFigures(engine, region, year)),
    alternatives: async (question, figure) => {
      const found = await elsewhere(question, figure);
      return {
        years: found?.years.map((one) => one.question) ?? [],
        regions: found?.regions.map((one) => one.question) ?? [],
      };
    },
    table: async (question, figure) => {
      const found = await elsewhere(question, figure);
      return found && tables.of(measureKey(question, figure), () => tableOf(store, found));
    },
    suggestions: (limit) => suggester.suggest(limit),
  };
}

function measureKey(question: string, figure: AnswerFigure): string {
  // The citation's number tells nothing of the measure.
  return JSON.stringify([question, { ...figure, citation: null }]);
}
