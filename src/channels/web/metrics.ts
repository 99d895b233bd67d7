/**
 * Numbers about the service for Prometheus: questions by kind, refusals by reason, how long answers take, memory, the index.
 * No question and no address is in them.
 */
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Assistant, Library } from "../../domain/index.ts";

/** What /metrics prints; a prom-client Registry is one. */
export interface MetricsSource {
  readonly contentType: string;
  metrics(): Promise<string>;
}

export interface ServiceMetrics {
  registry: Registry;
  /** The same assistant, every answer of which is counted. */
  measure(assistant: Assistant): Assistant;
}

/** A registry of its own, so that several services in one process stay apart. */
export function createMetrics(options: {
  library: Pick<Library, "reports">;
  version?: string;
}): ServiceMetrics {
  const registry = new Registry();
  const registers = [registry];
  const questions = new Counter({
    name: "zhengwen_questions_total",
    help: "Questions answered, by kind of answer",
    labelNames: ["kind"],
    registers,
  });
  const refusals = new Counter({
    name: "zhengwen_refusals_total",
    help: "Refusals, by reason",
    labelNames: ["reason"],
    registers,
  });
  const failures = new Counter({
    name: "zhengwen_question_failures_total",
    help: "Questions that ended in an error",
    registers,
  });
  const seconds = new Histogram({
    name: "zhengwen_answer_seconds",
    help: "Time from question to answer",
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers,
  });
  gauge("zhengwen_reports", "Reports in the index", () => options.library.reports().length);
  gauge("zhengwen_figures", "Figures in the ledger", () =>
    options.library.reports().reduce((sum, { figureCount }) => sum + figureCount, 0),
  );
  gauge("process_resident_memory_bytes", "Memory of the process", () => process.memoryUsage.rss());
  gauge("process_uptime_seconds", "Seconds since the process started", () => process.uptime());
  new Gauge({ name: "zhengwen_info", help: "Version of the service", labelNames: ["version"], registers })
    .labels(options.version ?? "")
    .set(1);

  function gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }

  return {
    registry,
    measure: (assistant) => ({
      async ask(input) {
        const stop = seconds.startTimer();
        try {
          const answer = await assistant.ask(input);
          questions.inc({ kind: answer.kind });
          if (answer.refusal) refusals.inc({ reason: answer.refusal.reason });
          return answer;
        } catch (failure) {
          failures.inc();
          throw failure;
        } finally {
          stop();
        }
      },
    }),
  };
}
