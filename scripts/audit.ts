/**
 * npm run -s audit -- [--index DIR] [--corpus DIR] [--json]: where the reports of an index contradict themselves.
 */
import { shownQuote } from "../src/channels/rendering/index.ts";
import type { Contradiction } from "../src/domain/index.ts";
import type { Store } from "../src/store/index.ts";
import { openIndex } from "../src/workspace.ts";
import { progress, readArguments, runCommand, settings } from "./command.ts";

interface Finding extends Contradiction {
  file: string;
  title: string;
  /** The sentences involved, verbatim. */
  quotes: string[];
}

const MAX_QUOTE_CHARS = 400;
const KINDS: Record<Contradiction["kind"], string> = {
  "parts-exceed-total": "各项多于总数",
  "parts-differ-from-total": "各项与总数不符",
  "share-differs": "比率与数量不符",
  "two-values": "同一指标有两个数",
};

await runCommand(async () => {
  const { values } = readArguments({
    index: { type: "string" },
    corpus: { type: "string" },
    json: { type: "boolean" },
  });
  const { store, close } = await openIndex(settings(values), { onProgress: progress });
  try {
    const findings = findingsOf(store);
    const text = render(findings, store.reports().length);
    process.stdout.write(values.json ? `${JSON.stringify(findings)}\n` : text);
    return 0;
  } finally {
    await close();
  }
});

function findingsOf(store: Store): Finding[] {
  return store.reports().flatMap((report) => {
    if (report.contradictions.length === 0) return [];
    const text = store.text(report.id);
    const figures = new Map(store.figuresOf(report.id).map((f) => [f.id, f]));
    return report.contradictions.map((contradiction) => {
      const involved = contradiction.figureIds.flatMap((id) => figures.get(id) ?? []);
      const sentences = new Map(involved.map((f) => [f.sentenceStart, f.sentenceEnd]));
      const quotes = [...sentences].sort(([a], [b]) => a - b).map(([start, end]) => text.slice(start, end));
      return { file: report.file, title: report.title, ...contradiction, quotes };
    });
  });
}

function render(findings: Finding[], reports: number): string {
  const blocks = findings.map(({ file, kind, detail, quotes }) =>
    [
      `${file}`,
      `  ${KINDS[kind]}：${detail}`,
      ...quotes.map((q) => `  “${shownQuote(q, MAX_QUOTE_CHARS).replace(/\s+/g, "")}”`),
    ].join("\n"),
  );
  const files = new Set(findings.map((f) => f.file)).size;
  const summary =
    findings.length === 0
      ? `查了 ${reports} 份报告，没有发现自相矛盾的数字。`
      : `查了 ${reports} 份报告，其中 ${files} 份里有 ${findings.length} 处数字自相矛盾。`;
  return `${[...blocks, summary].join("\n\n")}\n`;
}
