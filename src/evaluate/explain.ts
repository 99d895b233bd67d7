/**
 * Why an answer came out as it did: how the question was understood, the best candidates with their score by feature.
 */
import type { Trace } from "../answer/index.ts";

const SHOWN = 4;

/** The trace of one question as text for a maintainer; says so when the question never reached the ledger. */
export function explainText(trace: Trace | null): string {
  if (!trace) return "（没有进入查数：问题在理解阶段就答完了）";
  const { understood, regions, results } = trace;
  const lines = [
    `理解：${understood.intent}/${understood.operation}；地区 ${regions.map((r) => r.name).join("、") || "未说"}`,
    ...understood.slots.map(
      (s) =>
        `  问 “${s.own}” 语境 “${s.context}” 单位 ${s.unit.families.join("/")}${s.unit.word}${s.unit.explicit ? "!" : ""} 状态 ${s.status ?? "-"} 时期 ${s.periods.map((p) => p.text).join("、") || "-"}`,
    ),
  ];
  for (const result of results) {
    lines.push(`“${result.slot.own}”：${result.kind}`);
    for (const candidate of result.candidates.slice(0, SHOWN)) {
      const { figure } = candidate.profile;
      const parts = Object.entries(candidate.features)
        .filter(([, value]) => value !== 0)
        .map(([name, value]) => `${name} ${value.toFixed(2)}`);
      lines.push(
        `  ${candidate.score.toFixed(2)} ${figure.raw} ← ${figure.clause} [${figure.period?.label ?? ""} ${figure.status}] ${candidate.report.file}`,
      );
      lines.push(`       ${parts.join(" ")}`);
    }
  }
  lines.push(
    trace.problems.length === 0
      ? "核验：通过"
      : `核验：没有通过 ${trace.problems.map((p) => `${p.kind} ${p.detail}`).join("；")}`,
  );
  return lines.join("\n");
}
