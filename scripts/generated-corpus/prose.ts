/**
 * The words around the figures of a made-up report: opening, duties, problems, plans. All in words of our own.
 */
import type { Random } from "./random.ts";

/** Half sentences that follow each other in any order and say nothing countable. */
const EFFORTS = [
  "坚持以群众需求为导向",
  "聚焦办事过程中的堵点难点",
  "压实各责任单位的工作职责",
  "完善工作台账和定期通报制度",
  "加强与上级部门的沟通衔接",
  "引导窗口人员主动靠前服务",
  "推动业务系统互联互通",
  "规范事项名称和办理标准",
  "推广网上预约和邮寄送达",
  "组织人员到先进地区学习",
  "对薄弱环节开展专项整治",
  "邀请代表委员体验办事流程",
  "建立容缺受理和首问负责机制",
  "强化日常巡查与明察暗访",
  "梳理高频事项办事指南",
  "鼓励基层结合实际探索创新",
  "落实专人跟踪督办",
  "做好政策宣传和操作辅导",
  "健全部门会商和联合办理机制",
  "保障老年人等群体的线下渠道",
] as const;

const RESULTS = [
  "取得了积极成效",
  "得到企业和群众的认可",
  "有关做法在上级简报刊发",
  "服务效能进一步提升",
  "办事体验明显改善",
  "各项任务按计划完成",
  "工作基础更加牢固",
  "为后续改革积累了经验",
] as const;

const PROBLEMS = [
  "部分业务系统之间数据共享还不够顺畅，重复录入现象仍然存在",
  "基层窗口人员流动较快，业务能力参差不齐",
  "个别事项的办事指南更新不及时，群众理解有偏差",
  "线上办理的使用率有待提高，宣传引导还不到位",
  "偏远村居服务力量偏弱，帮办代办的覆盖面需要扩大",
  "跨部门联办事项的流程衔接还有优化空间",
  "惠企政策的精准推送能力不强，企业知晓度不高",
] as const;

/** A sentence without figures, of two or three efforts and a result. */
export function effort(random: Random): string {
  const parts = random.shuffled(EFFORTS).slice(0, random.whole(2, 4));
  return `${parts.join("，")}，${random.pick(RESULTS)}。`;
}

/** The first paragraph. */
export function opening(random: Random, organisation: string, year: number): string {
  const aim = random.pick(["便民利企", "高效办成一件事", "让数据多跑路、群众少跑腿", "打造一流服务"]);
  const lead = random.pick(["在党委、政府的正确领导下", "在上级主管部门的指导下", "面对繁重的改革任务"]);
  return `${year}年，${lead}，${organisation}紧扣“${aim}”的目标，${effort(random)}现将有关情况报告如下。`;
}

/** Two to four problems, one a paragraph. */
export function problems(random: Random): string[] {
  const marks = ["一是", "二是", "三是", "四是"];
  return random
    .shuffled(PROBLEMS)
    .slice(0, random.whole(2, 4))
    .map((problem, i) => `${marks[i] ?? ""}${problem}。`);
}

/** What is meant to be done in the next year: figures that are plans. */
export function plans(random: Random, year: number): string[] {
  const rate = (97 + random.next() * 2.9).toFixed(1);
  const choices = [
    `继续深化改革，力争${year + 1}年全程网办事项占比达到${rate}%以上，新增自动审批事项${random.whole(10, 80)}项。`,
    `计划${year + 1}年新建便民服务驿站${random.whole(6, 60)}个，更新设备${random.whole(20, 200)}台。`,
    `到${year + 1}年底，免证办事项目拟扩展至${random.whole(60, 300)}项，群众提交材料再减少${random.whole(10, 40)}%。`,
    `加强队伍建设，${year + 1}年计划轮训窗口人员${random.whole(200, 2600)}人次。`,
    effort(random),
  ];
  return random.shuffled(choices).slice(0, random.whole(3, 4));
}

/** The year in quarters: a list that tells its figures after 分别为. */
export function quarters(random: Random, year: number): string {
  const counts = [0, 1, 2, 3].map(() => (1 + random.next() * 60).toFixed(1));
  return `分季度看，${year}年一、二、三、四季度线上申办量分别为${counts.join("、")}万件。`;
}
