/**
 * The gate over a real index: it looks at a body once, and at everything that was changed after it.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEngine, evidenceSource } from "../../src/answer/engine.ts";
import { createGate } from "../../src/answer/gate.ts";
import { NgramEmbedder } from "../../src/models/index.ts";
import { createGazetteer } from "../../src/text/index.ts";
import { buildIndex, type IndexFixture } from "../support/index-fixture.ts";

let index: IndexFixture;
beforeAll(async () => {
  index = await buildIndex({
    "青田县2022.txt":
      "青田县政务服务中心2022年工作总结\n一、2022年工作情况\n热线共收到群众诉求4.8万件，办结率为98.6%。\n",
  });
});
afterAll(() => index.close());

test("examines a body once, and a changed one anew", async () => {
  const source = evidenceSource(createEngine(index.store, new NgramEmbedder(), createGazetteer()));
  let looked = 0;
  const gate = createGate({
    ...source,
    text: (id) => {
      looked++;
      return source.text(id);
    },
  });
  const question = "青田县2022年热线办结率是多少";
  const body = await index.assistant.ask({ question });
  expect(body.kind).toBe("figure");
  expect(gate(body, { question, slots: [] })).toEqual([]);
  const once = looked;
  expect(once).toBeGreaterThan(0);
  expect(gate(body, { question, slots: [] })).toEqual([]);
  expect(looked).toBe(once);
  const forged = { ...body, text: body.text.replace("98.6%", "99.6%") };
  expect(gate(forged, { question, slots: [] }).map((p) => p.kind)).toEqual(["number"]);
});
