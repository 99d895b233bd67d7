/**
 * What the made-up reports count: for each measure its sentences, in words of our own, with figures that look real,
 * and how a person asks for its first figure.
 */
import type { Random } from "./random.ts";

/** A sentence, or several, and the figure in it that a question can ask for. */
export interface Statement {
  text: string;
  /** As written: 12.6 and 万件. */
  value: number;
  unit: string;
}

export interface Measure {
  /** What a question calls it, up to the question word: 网上可办率是多少. */
  asked: string;
  /** Under which of SECTIONS it stands. */
  section: number;
  /** @param whole 全省, 全市, 全县 or 全区 */
  state(random: Random, whole: string, year: number): Statement;
}

/** Headings of the chapter on results; reports take them in this order. */
export const SECTIONS = [
  ["深化行政审批制度改革", "持续推进简政放权", "优化审批服务流程"],
  ["推进政务服务“一网通办”", "加快数字政府建设", "提升线上服务水平"],
  ["做好大厅和基层服务", "延伸便民服务触角", "夯实线下服务阵地"],
  ["畅通群众诉求渠道", "办好热线与政务公开", "回应群众关切"],
  ["优化营商环境", "服务企业和项目建设", "激发市场活力"],
] as const;

const fixed = (value: number, digits: number) => Number(value.toFixed(digits));
const percent = (random: Random, low: number, high: number) => fixed(low + random.next() * (high - low), 2);
const tenThousands = (random: Random, low: number, high: number) =>
  fixed(low + random.next() * (high - low), random.whole(1, 2));

/** Every measure, in the order of the sections. */
export const MEASURES: readonly Measure[] = [
  measure(0, "政务服务事项共有多少项", (random, whole, year) => {
    const [permits, services] = [random.whole(180, 460), random.whole(300, 900)];
    const all = permits + services;
    return said(random, all, "项", [
      `截至${year}年底，${whole}共梳理公布政务服务事项${all}项，其中行政许可${permits}项、公共服务${services}项。`,
      `${whole}纳入目录管理的政务服务事项共${all}项，包括行政许可${permits}项和公共服务${services}项，并实行动态调整。`,
    ]);
  }),
  measure(0, "取消了多少项证明材料", (random, whole) => {
    const count = random.whole(23, 340);
    return said(random, count, "项", [
      `开展减证便民行动，${whole}累计取消证明材料${count}项，推行告知承诺制事项${random.whole(20, 160)}项。`,
      `对各类证明逐一清理，取消没有依据的证明材料${count}项，群众办事更加省心。`,
    ]);
  }),
  measure(0, "申请材料压缩到多少份", (random) => {
    const [from, to] = [random.whole(9, 24), random.whole(2, 7)];
    return said(random, to, "份", [
      `高频事项申请材料由平均${from}份压缩至${to}份，填表项目减少${percent(random, 30, 75)}%。`,
      `通过共享复用，企业开办以外的高频事项申请材料从${from}份压缩到${to}份。`,
    ]);
  }),
  measure(0, "办理时限压缩比例是多少", (random) => {
    const ratio = percent(random, 41, 89);
    return said(random, ratio, "%", [
      `行政许可事项平均办理时限为${random.whole(2, 9)}个工作日，比法定时限压缩比例达${ratio}%。`,
      `与法定时限相比，行政许可事项办理时限压缩比例达到${ratio}%，位居同类地区前列。`,
    ]);
  }),
  measure(0, "一件事主题服务有多少个", (random) => {
    const count = random.whole(11, 128);
    return said(random, count, "个", [
      `围绕企业和个人全生命周期，推出“一件事”主题服务${count}个，平均减少跑动${random.whole(2, 6)}次。`,
      `“一件事”主题服务增加到${count}个，涵盖出生、入学、开店、不动产登记等常办情形。`,
    ]);
  }),
  measure(1, "网上可办率是多少", (random, whole, year) => {
    const rate = percent(random, 82, 99.9);
    return said(random, rate, "%", [
      `政务服务事项网上可办率达到${rate}%，较${year - 1}年提高${percent(random, 0.4, 6)}个百分点。`,
      `除涉密等特殊情形外，${whole}事项网上可办率为${rate}%，全程网办比例稳步上升。`,
    ]);
  }),
  measure(1, "签发了多少电子证照", (random, whole) => {
    const count = tenThousands(random, 3, 480);
    return said(random, count, "万张", [
      `${whole}累计签发电子证照${count}万张，覆盖证照种类${random.whole(60, 420)}类。`,
      `推动证照电子化，累计签发电子证照${count}万张，亮证用证${tenThousands(random, 2, 90)}万次。`,
    ]);
  }),
  measure(1, "掌上平台注册用户有多少", (random, whole) => {
    const users = tenThousands(random, 4, 260);
    return said(random, users, "万人", [
      `掌上办事平台注册用户突破新高，达到${users}万人，月均访问${tenThousands(random, 2, 80)}万次。`,
      `${whole}掌上平台实名注册用户达${users}万人，上线服务应用${random.whole(80, 900)}个。`,
    ]);
  }),
  measure(1, "归集了多少亿条数据", (random) => {
    const rows = tenThousands(random, 1, 96);
    return said(random, rows, "亿条", [
      `公共数据平台累计归集数据${rows}亿条，开放数据集${random.whole(60, 1900)}个。`,
      `数据资源不断丰富，平台归集数据${rows}亿条，接入单位${random.whole(24, 96)}家，共享接口调用${tenThousands(random, 9, 700)}万次。`,
    ]);
  }),
  measure(1, "跨省通办事项有多少项", (random) => {
    const count = random.whole(35, 290);
    return said(random, count, "项", [
      `与多地建立协作关系，可办理跨省通办事项${count}项，全年异地办件${random.whole(300, 9600)}件。`,
      `开设专窗专栏，跨省通办事项扩大到${count}项，让外出人员少跑路。`,
    ]);
  }),
  measure(2, "全年受理业务多少件", (random, whole) => {
    const done = tenThousands(random, 6, 390);
    return said(random, done, "万件", [
      `${whole}各级服务大厅全年受理业务${done}万件，日均接待群众${random.whole(120, 4200)}人次。`,
      `全年共受理业务${done}万件，按时办结率${percent(random, 98, 99.99)}%，没有发生超期办件。`,
    ]);
  }),
  measure(2, "布设自助终端多少台", (random, whole) => {
    const count = random.whole(18, 620);
    return said(random, count, "台", [
      `在银行网点、商圈和村居布设自助终端${count}台，提供全天候服务事项${random.whole(40, 260)}项。`,
      `${whole}布设政务服务自助终端${count}台，实现街道全覆盖。`,
    ]);
  }),
  measure(2, "大厅设置了多少个窗口", (random) => {
    const [windows, desks] = [random.whole(24, 210), random.whole(18, 58)];
    return said(random, windows, "个", [
      `大厅设置综合窗口等各类窗口${windows}个，进驻部门${desks}个，窗口工作人员${random.whole(60, 420)}名。`,
      `办事大厅共设置窗口${windows}个，进驻单位${desks}家，午间和周末延时服务${random.whole(400, 8800)}件。`,
    ]);
  }),
  measure(2, "村级便民服务站有多少个", (random) => {
    const [centres, stations] = [random.whole(5, 38), random.whole(46, 640)];
    return said(random, stations, "个", [
      `建成乡镇便民服务中心${centres}个、村级便民服务站${stations}个，基层可办事项${random.whole(60, 210)}项。`,
      `村级便民服务站达到${stations}个，配备帮办代办员${random.whole(90, 1300)}人。`,
    ]);
  }),
  measure(2, "组织培训多少场次", (random) => {
    const count = random.whole(12, 160);
    return said(random, count, "场次", [
      `加强队伍建设，全年组织业务培训${count}场次，参训${random.whole(600, 9000)}人次。`,
      `围绕政策、礼仪和系统操作组织培训${count}场次，评选服务标兵${random.whole(8, 60)}名。`,
    ]);
  }),
  measure(3, "12345热线受理多少诉求", (random) => {
    const calls = tenThousands(random, 1.2, 210);
    return said(random, calls, "万件", [
      `12345热线全年受理群众诉求${calls}万件，按期办结率${percent(random, 95, 99.9)}%，群众满意率${percent(random, 88, 99.6)}%。`,
      `全年12345热线受理企业和群众诉求${calls}万件，平均办理用时${fixed(1 + random.next() * 5, 1)}个工作日。`,
    ]);
  }),
  measure(3, "好差评的好评率是多少", (random) => {
    const rate = percent(random, 96, 99.99);
    return said(random, rate, "%", [
      `落实“好差评”制度，收到评价${tenThousands(random, 2, 160)}万条，好评率${rate}%，差评全部整改。`,
      `“好差评”系统覆盖各级大厅，好评率达到${rate}%，回访差评${random.whole(3, 190)}件。`,
    ]);
  }),
  measure(3, "主动公开政府信息多少条", (random) => {
    const count = random.whole(420, 9800);
    return said(random, count, "条", [
      `全年主动公开政府信息${count}条，受理依申请公开${random.whole(6, 190)}件，均在法定期限内答复。`,
      `通过网站和新媒体主动公开政府信息${count}条，发布政策解读${random.whole(20, 160)}篇。`,
    ]);
  }),
  measure(4, "新登记市场主体多少户", (random, whole) => {
    const [firms, shops] = [random.whole(900, 26000), random.whole(2100, 64000)];
    return said(random, firms + shops, "户", [
      `${whole}全年新登记市场主体${firms + shops}户，同比增长${percent(random, 1, 24)}%，其中企业${firms}户、个体工商户${shops}户。`,
      `全年新登记市场主体${firms + shops}户，企业开办时间压缩至${random.whole(1, 3)}个工作日以内。`,
    ]);
  }),
  measure(4, "公共资源交易金额是多少", (random) => {
    const amount = tenThousands(random, 8, 960);
    return said(random, amount, "亿元", [
      `完成公共资源交易项目${random.whole(140, 3900)}宗，公共资源交易金额${amount}亿元，节约资金${tenThousands(random, 1, 60)}亿元。`,
      `全年公共资源交易金额达${amount}亿元，不见面开标率${percent(random, 70, 99)}%。`,
    ]);
  }),
  measure(4, "赋码项目有多少个", (random) => {
    const count = random.whole(160, 4200);
    return said(random, count, "个", [
      `投资项目在线审批平台赋码项目${count}个，涉及总投资${tenThousands(random, 60, 2900)}亿元。`,
      `依托在线审批平台，全年赋码项目${count}个，联合验收项目${random.whole(20, 400)}个。`,
    ]);
  }),
  measure(4, "为多少家企业提供帮办代办服务", (random) => {
    const firms = random.whole(180, 5200);
    return said(random, firms, "家", [
      `组建专业队伍，为${firms}家企业提供帮办代办服务，解决难题${random.whole(40, 900)}个。`,
      `项目专员全年为${firms}家企业提供帮办代办服务，上门走访${random.whole(200, 3000)}次。`,
    ]);
  }),
];

function measure(section: number, asked: string, state: Measure["state"]): Measure {
  return { section, asked, state };
}

function said(random: Random, value: number, unit: string, texts: readonly string[]): Statement {
  return { text: random.pick(texts), value, unit };
}
