/**
 * What the stages of answering share: index, embedder, gazetteer, profiles, weights, thresholds.
 */
import { type Embedder, type Reranker, rememberQueries } from "../models/index.ts";
import type { Store } from "../store/index.ts";
import type { Gazetteer } from "../text/index.ts";
import { accepts, LEXICAL_ACCEPTANCE, SEMANTIC_ACCEPTANCE } from "./accept.ts";
import { type Catalogue, createCatalogue } from "./catalogue.ts";
import {
  type Candidate,
  FigureProfiles,
  LEXICAL,
  type PreparedSlot,
  SEMANTIC,
  type Weights,
} from "./select/index.ts";
import type { EvidenceSource } from "./verify/index.ts";

export interface Engine {
  store: Store;
  embedder: Embedder;
  gazetteer: Gazetteer;
  catalogue: Catalogue;
  profiles: FigureProfiles;
  weights: Weights;
  /** Orders the sentences of narrative answers, where the settings name one. */
  reranker?: Reranker;
  accepts(candidate: Candidate, prepared: PreparedSlot): boolean;
}

/** Texts whose vectors are kept: a question needs two a slot, a narrative answer a dozen. */
const REMEMBERED_TEXTS = 1000;

/** The engine over an index; what answers over the same index shares one, since its profiles take up to 200 MB. */
export function createEngine(
  store: Store,
  embedder: Embedder,
  gazetteer: Gazetteer,
  reranker?: Reranker,
): Engine {
  const catalogue = createCatalogue(store, gazetteer);
  return {
    store,
    catalogue,
    embedder: rememberQueries(embedder, REMEMBERED_TEXTS),
    gazetteer,
    profiles: new FigureProfiles(store, (id) => catalogue.byId(id)?.title ?? ""),
    ...(reranker ? { reranker } : {}),
    ...judgement(embedder.semantic && store.vectorsUsable),
  };
}

/** The same engine, but looking up by words alone, which takes no time for vectors. */
export function byWords(engine: Engine): Engine {
  const { embedder } = engine;
  return { ...engine, embedder: { ...embedder, semantic: false }, ...judgement(false) };
}

/** Where the gate finds what an answer must stand on. */
export function evidenceSource({ store, catalogue }: Engine): EvidenceSource {
  return {
    text: (id) => store.text(id),
    figures: (id) => store.figuresOf(id),
    titles: () => catalogue.titles(),
    regions: () => catalogue.regionNames(),
  };
}

function judgement(semantic: boolean): Pick<Engine, "weights" | "accepts"> {
  const acceptance = semantic ? SEMANTIC_ACCEPTANCE : LEXICAL_ACCEPTANCE;
  return {
    weights: semantic ? SEMANTIC : LEXICAL,
    accepts: (candidate, prepared) => accepts(candidate, prepared, acceptance),
  };
}
