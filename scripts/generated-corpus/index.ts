export type { KnownAnswer, MadeUpReport, Place } from "./made-up-report.ts";
export { makeCorpus } from "./make-corpus.ts";
export { writeCorpus } from "./write-corpus.ts";
