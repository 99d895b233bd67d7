/**
 * A store for reading that follows the index when another file is put in its place (made anew after damage, or a
 * folder that was removed and built again): the new file is opened, and answers go on from it.
 */
import { UserError } from "../domain/index.ts";
import { identityOf, readStamp } from "./open-database.ts";
import { stampDifference } from "./stamp.ts";
import type { IndexStamp, Store } from "./store.ts";

const LOOK_EVERY_MS = 1000;

/** A store over what `open` opens, opened again when the file is another one; looks at most once a second. */
export function followFile(folder: string, stamp: IndexStamp, open: () => Store): Store {
  let identity = identityOf(folder);
  let store = open();
  let looked = performance.now();
  // What earlier files counted, so that the version never falls.
  let before = 0;

  function current(): Store {
    const now = performance.now();
    if (now - looked < LOOK_EVERY_MS) return store;
    looked = now;
    const found = identityOf(folder);
    // Without a file the old one, which is still open, goes on answering.
    if (found === "" || found === identity) return store;
    const made = readStamp(folder);
    if (!made) return store;
    if (stampDifference(made, stamp)) {
      throw new UserError(`索引 ${folder} 已被另一个版本的程序重建。请重新启动本程序。`);
    }
    const fresh = open();
    before += store.dataVersion();
    store.close();
    store = fresh;
    identity = found;
    return store;
  }

  return {
    get stamp() {
      return current().stamp;
    },
    get vectorsUsable() {
      return current().vectorsUsable;
    },
    reports: () => current().reports(),
    prints: () => current().prints(),
    text: (reportId) => current().text(reportId),
    passagesOf: (reportId) => current().passagesOf(reportId),
    figuresOf: (reportId) => current().figuresOf(reportId),
    searchPassages: (terms, options) => current().searchPassages(terms, options),
    searchFigures: (terms, options) => current().searchFigures(terms, options),
    nearestPassages: (vector, options) => current().nearestPassages(vector, options),
    nearestFigures: (vector, options) => current().nearestFigures(vector, options),
    figureVectors: (figureIds) => current().figureVectors(figureIds),
    documentFrequency: () => current().documentFrequency(),
    replaceFiles: (changes) => current().replaceFiles(changes),
    removeFile: (sourceFile) => current().removeFile(sourceFile),
    keepTwins: (twins) => current().keepTwins(twins),
    keepFileStamps: (files) => current().keepFileStamps(files),
    keepUnread: (failures) => current().keepUnread(failures),
    unread: () => current().unread(),
    pendingTexts: (limit) => current().pendingTexts(limit),
    pendingCount: () => current().pendingCount(),
    saveVectors: (rows) => current().saveVectors(rows),
    finishVectors: () => current().finishVectors(),
    restamp: (embedder) => current().restamp(embedder),
    dataVersion: () => before + current().dataVersion(),
    close: () => store.close(),
  };
}
