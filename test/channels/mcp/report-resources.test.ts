/** Long reports and long lists as MCP resources: in pages that lead on and leave nothing out. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createLibrary } from "../../../src/answer/index.ts";
import { listResources, readResource } from "../../../src/channels/mcp/report-resources.ts";
import type { Library, ReportCard } from "../../../src/domain/index.ts";
import { NgramEmbedder } from "../../../src/models/index.ts";
import { buildIndex } from "../../support/index-fixture.ts";

const metaSchema = z.object({ start: z.number(), end: z.number(), pages: z.number() });

describe("a long report", () => {
  it("comes in pages of bounded length that together are the whole text", async () => {
    const line = "窗口全年受理𠮷祥事项三百多件，群众反映良好，办理时限继续压缩。";
    const long = `青田县政务服务中心2022年工作总结\n${`${line}\n`.repeat(900)}${line.repeat(700)}\n`;
    const index = await buildIndex({ "长.txt": long });
    try {
      const library = createLibrary({ store: index.store, embedder: new NgramEmbedder() });
      const [report] = index.store.reports();
      const uri = `zhengwen://reports/${report?.id}`;
      let whole = "";
      for (let page = 1, pages = 1; page <= pages; page++) {
        const [content] = readResource(library, `${uri}/${page}`).contents;
        const text = content && "text" in content ? content.text : "";
        const { start, end, pages: of } = metaSchema.parse(content?._meta);
        pages = of;
        const part = index.store.text(report?.id ?? "").slice(start, end);
        expect(part.length).toBeLessThanOrEqual(16_000);
        expect(part).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
        expect(text).toContain(part);
        expect(text).toContain(page < pages ? `下一页：${uri}/${page + 1}` : "全文完");
        whole += part;
      }
      expect(whole).toBe(index.store.text(report?.id ?? ""));
    } finally {
      await index.close();
    }
  });
});

describe("a long list", () => {
  const card = (n: number): ReportCard => ({
    id: `id${n}`,
    file: `${n}.txt`,
    title: `总结${n}`,
    organisation: "",
    region: null,
    period: null,
    publishedOn: null,
    figureCount: 0,
    warnings: [],
    recognised: false,
  });
  const library: Library = {
    reports: () => Array.from({ length: 250 }, (_, n) => card(n)),
    report: () => null,
    around: () => null,
    findRegions: () => [],
    keyFigures: () => null,
    alternatives: async () => ({ years: [], regions: [] }),
    table: async () => null,
    suggestions: () => [],
  };

  it("leads on by a cursor and names every report once", () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const listed = listResources(library, cursor);
      names.push(...listed.resources.map(({ name }) => name));
      cursor = listed.nextCursor;
    } while (cursor !== undefined);
    expect(names).toHaveLength(251);
    expect(new Set(names).size).toBe(251);
  });

  it("refuses a cursor that it never gave", () => {
    expect(() => listResources(library, "x")).toThrow("cursor 不对");
  });
});
