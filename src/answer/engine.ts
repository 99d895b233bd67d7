/**
 * What the stages of answering share: index, embedder, gazetteer, profiles, weights, thresholds.
 */
import { type Embedder, rememberQueries } from "../models/index.ts";
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

export interface Engine {
  store: Store;
  embedder: Embedder;
  gazetteer: Gazetteer;
  catalogue: Catalogue;
  profiles: FigureProfiles;
  weights: Weights;
  accepts(candidate: Candidate, prepared: PreparedSlot): boolean;
}

/** Texts whose vectors are kept: a question needs two a slot, a narrative answer a dozen. */
const REMEMBERED_TEXTS = 1000;

export function createEngine(store: Store, embedder: Embedder, gazetteer: Gazetteer): Engine {
  const semantic = embedder.semantic && store.vectorsUsable;
  const acceptance = semantic ? SEMANTIC_ACCEPTANCE : LEXICAL_ACCEPTANCE;
  const catalogue = createCatalogue(store, gazetteer);
  return {
    store,
    catalogue,
    embedder: rememberQueries(embedder, REMEMBERED_TEXTS),
    gazetteer,
    profiles: new FigureProfiles(store, (id) => catalogue.byId(id)?.title ?? ""),
    weights: semantic ? SEMANTIC : LEXICAL,
    accepts: (candidate, prepared) => accepts(candidate, prepared, acceptance),
  };
}
