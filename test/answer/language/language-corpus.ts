/**
 * Questions on the made-up reports of the answer tests with the figure that is right, for models that lie.
 */
import { REPORTS } from "../answer-corpus.ts";

export { REPORTS };

export interface Expected {
  question: string;
  /** Value and unit of the headline; null where nothing may be answered. */
  right: string | null;
}

export const QUESTIONS: readonly Expected[] = [
  { question: "丽水市2022年网上可办率是多少", right: "96.4%" },
  { question: "丽水市群众满意率是多少", right: "99.3%" },
  { question: "丽水一件事主题服务上线了多少", right: "58项" },
  { question: "丽水市跨省通办事项有多少", right: "214项" },
  { question: "丽水市跨省通办事项的目标是多少", right: "260项" },
  { question: "青田县2022年12345热线收到多少诉求", right: "4.8万件" },
  { question: "青田县2022年热线办结率是多少", right: "98.6%" },
  { question: "青田县2022年热线满意率是多少", right: "97.2%" },
  { question: "青田县2022年实名注册用户有多少", right: "27.5万人" },
  { question: "青田县便民服务点有多少个", right: "132个" },
  { question: "青田县培训窗口人员多少人次", right: "600人次" },
  { question: "青田县五年来累计建成政务驿站多少座", right: "64座" },
  { question: "青田县2023年智能终端目标是多少台", right: "90台" },
  { question: "青田县综窗受理率要提高到多少", right: "95%" },
  { question: "青田县2021年热线收到多少诉求", right: "3.9万件" },
  { question: "青田县2021年办结率是多少", right: "96.1%" },
  { question: "青田县2021年满意率是多少", right: "95.8%" },
  { question: "青田县2021年实名注册用户有多少", right: "21.3万人" },
  { question: "缙云县12345热线收到多少诉求", right: "31500件" },
  { question: "缙云县热线办结率是多少", right: "97.4%" },
  { question: "缙云县热线满意率是多少", right: "98.1%" },
  { question: "缙云县实名注册用户有多少", right: "186000人" },
  { question: "缙云县跨省通办事项有多少", right: "76项" },
  { question: "缙云县政务大厅有多少个综合窗口", right: "46个" },
  { question: "青田县2020年办结率是多少", right: null },
  { question: "缙云县2021年满意率是多少", right: null },
  { question: "遂昌县跨省通办事项有多少", right: null },
  { question: "青田县有多少台电梯", right: null },
  { question: "缙云县公共自行车有多少辆", right: null },
  { question: "丽水市高铁站有多少个", right: null },
];
