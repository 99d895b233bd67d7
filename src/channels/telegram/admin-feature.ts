/**
 * Commands for admins: /status, /sources, /refresh, /feedback. For everyone else they do not exist.
 */
import { Composer, type Context } from "grammy";
import type { Feedback } from "../../records/index.ts";
import { type AdminNeeds, refreshInChat } from "./admin-needs.ts";
import type { SourceState } from "./admin-tools.ts";
import { pagedList } from "./paged-list.ts";
import { countWords } from "./refresh-words.ts";

/** What the menu of an admin shows besides the commands of readers. */
export const adminCommands = [
  { command: "status", description: "运行情况" },
  { command: "sources", description: "报告文件和读取情况" },
  { command: "refresh", description: "重新读取报告文件夹" },
  { command: "feedback", description: "读者标出的错误" },
];

/** Answers admins only; others pass on. */
export function adminFeature(needs: AdminNeeds): Composer<Context> {
  const { tools, records } = needs;
  const feature = new Composer<Context>();
  const forAdmins = feature.filter((ctx) => needs.isAdmin(ctx.from?.id));
  forAdmins.command("status", (ctx) => ctx.reply(statusWords(needs)));
  forAdmins.command("refresh", (ctx) => refreshInChat(ctx, needs, "正在更新索引……"));
  forAdmins.use(
    pagedList({
      name: "sources",
      perPage: 12,
      count: () => tools.sources().length,
      load(offset) {
        const all = tools.sources();
        const failed = all.filter((source) => source.titles.length === 0).length;
        const heading = `报告文件 ${all.length} 个${failed > 0 ? `，其中 ${failed} 个没有读成` : ""}`;
        return { heading, entries: all.slice(offset, offset + 12).map(sourceWords) };
      },
      empty: "还没有报告。把报告文件发给我，我来读。",
    }),
  );
  if (!records) return feature;
  forAdmins.use(
    pagedList({
      name: "feedback",
      perPage: 4,
      count: () => records.feedback.count(),
      load: (offset) => ({
        heading: `读者反馈 ${records.feedback.count()} 条，新的在前`,
        entries: records.feedback.list({ limit: 4, offset }).map(feedbackWords),
      }),
      empty: "还没有读者标出错误。",
    }),
  );
  return feature;
}

function statusWords({ tools, journal }: AdminNeeds): string {
  const { version, reports, figures, lastRefresh } = tools.status();
  const refreshed = lastRefresh
    ? `${localTime(lastRefresh.at)}（${countWords(lastRefresh.summary)}，用时 ${lastRefresh.summary.seconds} 秒）`
    : "本次启动以后没有更新过";
  const running = journal.running();
  return [
    `政问 ${version}，已运行 ${durationWords(process.uptime())}`,
    `报告 ${reports} 份，数字 ${figures} 个`,
    `上次更新：${refreshed}`,
    // This very command is one of them.
    `正在处理的消息 ${Math.max(0, running - 1)} 条，等待处理 ${Math.max(0, journal.waiting() - running)} 条`,
    `内存 ${Math.round(process.memoryUsage().rss / 1024 / 1024)} MB`,
  ].join("\n");
}

function sourceWords({ file, titles, figures, problems }: SourceState): string {
  const [title = "", ...more] = titles;
  const rest = more.length > 0 ? `等 ${titles.length} 份` : "";
  const read = title ? `${title}${rest}，${figures} 个数字` : "没有读成";
  return [`${title ? (problems.length > 0 ? "⚠️" : "✅") : "❌"} ${file}`, read, ...problems].join("\n");
}

function feedbackWords({ id, at, question, answer, evidence, note }: Feedback): string {
  const sources = [...new Set(evidence.map((citation) => citation.file))].join("、");
  return [
    `#${id} ${localTime(new Date(at))}`,
    `问：${question}`,
    ...(note ? [`读者说：${note}`] : []),
    `答：${answer.text}`,
    ...(sources ? [`出处：${sources}`] : []),
  ].join("\n");
}

function localTime(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

function durationWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days > 0) return `${days} 天 ${hours} 小时`;
  return hours > 0 ? `${hours} 小时 ${minutes % 60} 分` : `${minutes} 分`;
}
