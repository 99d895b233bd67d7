/** Fusion of two ranked lists by scaled scores. */
import { expect, test } from "vitest";
import { fuse } from "../../src/retrieve/index.ts";

const WEIGHTS = { lexical: 0.3, vector: 0.7 };

test("scales each list by its own range before adding", () => {
  const fused = fuse(
    [
      { key: "a", score: 40 },
      { key: "b", score: 20 },
    ],
    [
      { key: "b", score: 0.9 },
      { key: "a", score: 0.8 },
    ],
    WEIGHTS,
  );
  expect(fused).toEqual([
    { key: "b", score: 0.7 },
    { key: "a", score: 0.3 },
  ]);
});

test("keeps what only one list found, and a list of one counts in full", () => {
  const fused = fuse([{ key: "only", score: 3 }], [], WEIGHTS);
  expect(fused).toEqual([{ key: "only", score: 0.3 }]);
});

test("gives nothing for nothing", () => {
  expect(fuse([], [], WEIGHTS)).toEqual([]);
});
