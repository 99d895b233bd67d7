/**
 * Property tests draw the same cases on every run, so that a check is repeatable. `FUZZ_SEED=random` draws
 * others, to look for failures that nobody has seen; any whole number repeats a run that failed.
 */
import fc from "fast-check";

const wanted = process.env.FUZZ_SEED ?? "20261122";
if (wanted !== "random") fc.configureGlobal({ seed: Number(wanted) });
