/**
 * The commands for readers: Telegram offers them in its menu, /help lists them with an example.
 */

export interface ReaderCommand {
  command: string;
  /** In the menu, at most 256 characters. */
  description: string;
  /** What may stand after the command. */
  example: string;
  /** True where the reports' library is needed. */
  needsLibrary: boolean;
}

/** In the order of the menu. */
export const readerCommands: readonly ReaderCommand[] = [
  {
    command: "figures",
    description: "一个地区的主要数字，可发成图片",
    example: " 湛江 2021",
    needsLibrary: true,
  },
  {
    command: "compare",
    description: "比较几个地区或年份，附图",
    example: " 湛江 揭东 12345办结率",
    needsLibrary: true,
  },
  { command: "reports", description: "收录了哪些报告", example: "", needsLibrary: true },
  { command: "export", description: "把数字导出成表格", example: " 湛江 2021", needsLibrary: true },
  {
    command: "ask",
    description: "提问，群里也可用",
    example: " 湛江有多少跨省通办事项",
    needsLibrary: false,
  },
  { command: "new", description: "换个话题，不再接着上一问", example: "", needsLibrary: false },
  { command: "help", description: "怎样提问", example: "", needsLibrary: false },
  { command: "start", description: "开始使用", example: "", needsLibrary: false },
];

/** As setMyCommands takes them. */
export const commands = readerCommands.map(({ command, description }) => ({ command, description }));
