/**
 * The words that stand around numbers, as data: scales, measure words, qualifiers,
 * and the set phrases whose numerals count nothing. Lists only; the reading is in numbers.ts.
 */

/** Characters that Chinese numerals are made of. */
export const NUMERAL_CHARACTERS = "零〇○一二两三四五六七八九十百千万亿廿卅";

/** Number scales after digits, longest first. */
export const SCALES = "万亿|百万|千万|百亿|千亿|万|亿|千(?![瓦米克卡升伏])|百(?=[余多个家人元件户])";

/** Units that stand alone for a percentage or a share of a hundred. */
export const PERCENT_UNITS = "%|％|‰|个百分点|百分点|成(?![功立为员果本效长型熟绩交品都套分就])";

/** Measure words after digits. One character that often begins another word carries what must not follow. */
const MEASURE_WORDS = [
  "封 面(?![积向对前临貌包粉部]) 例(?![如行会外]) 桩 盏 连丰 连增 连冠 连升 连降 个工作日 个自然日 个百分点 个月 个多月 个小时 个学时 个课时 个标准车位",
  "元人民币 亿美元 美元 港元 欧元 日元 澳门元 新台币 人民币 元 角",
  "工作日 自然日 小时 分钟 秒钟 周岁 天 年 周年 周(?![边期转]) 秒 岁 日",
  "人次 人份 人天 户次 家次 件次 宗次 车次 班次 航次 架次 台次 艘次 辆次 批次 场次 频次 项次 点次 剂次 条次 份次 课次 例次 个次 趟次 篇次 组次",
  "平方公里 平方千米 平方米 立方米 平方 立方 千米 公里 海里 米 厘米 毫米 纳米 微米 英寸 摄氏度 微克每立方米 微克/立方米 毫克/升 毫克每升 微克 公顷 亩 千瓦时 吉瓦时 兆瓦时 千伏安 千伏 千瓦 兆瓦 吉瓦 千克 公斤 毫克 克 万吨 吨 斤 升(?![级至到高值]) 标准箱 标箱 标准煤",
  "公里/小时",
  "方面 个 项 件(?![套均]) 宗 户(?!籍|均|外) 家(?![庭具电装]) 名(?![单录]) 人(?![均工民才口力员社大]) 位(?![于列居次置数]) 条(?![件款例]) 起(?![来草步点]) 次(?![日年月]) 场(?![所景地]) 台(?![账湾胞]) 套 张 种(?![植子]) 类 批(?![准复示]) 届 所(?![有在需属]|以(?![上下内])) 座 处(?![理置于罚在]) 部门 部(?![署分委级队]) 份 篇 期(?![间限末待满]) 辆 艘 架(?![构]) 列 度(?![过假]) 核(?![心准查实发验定减算酸销]) 兆 分(?![别之局中公支布管级享析类散期阶步]) 趟 本(?![市县区省级地次年月报来科]) 枚 道(?![路]) 支(?![持付部撑出]) 幅(?![度]) 只(?![需要有能是为读]) 头(?![部]) 株 盆 班(?![子]) 栋 间(?![接隔]) 门(?![户类]) 款(?![项]) 对(?![比应接于外标口齐照全所各]) 组(?![织成建]) 团 村(?![民级委]) 镇(?![街级]) 乡(?![镇村]) 街道 社区 级 人日 户 轮(?![换岗流动驱]) 节(?![约点能]) 课时 学时 例(?![如外]) 单(?![位一独元]) 笔 封 首 则 页 字 帧 层(?![级面次]) 颗 棵 顶 块 片(?![区]) 根(?![据本]) 把 床 盏 口(?![岸径述]) 端 卷 册 盒 箱 袋 瓶 包(?![括含]) 票 窗口 桩 孔 车位 泊位 床位 席位 座席 坐席 频道 市州 县区 市县 县\\(市、区\\) 县（市、区） 地市 省市 省份 城市 国家 省区市 省区 省(?![内级外政直去钱力时]) 市(?![场民级内外政委区直长]) 县(?![级内外域委长]) 区(?![域级内外块直委别间]) 园区 连[丰冠增涨优升胜] 星级 星 跳 步 环节 环 折 番 遍 拍 维 大(?![于学型幅力部量数厅小会家概规事]) 路(?![径由线]) 方(?![面式便案法向针可案]) 等次 模块 系统",
].join(" ");

/** Latin units, in the case they are shown in. */
const LATIN_UNITS =
  "Gbps Mbps Kbps kWh MWh GWh GHz MHz PFLOPS TFLOPS EFLOPS vCPU TB GB PB MB KB EB kW MW GW km kg cm mm ml mg pct TPS QPS ms m² km² ㎡ ℃ G M P T".split(
    " ",
  );

/** Measure words that a Chinese numeral must be followed by to count something. */
const CLASSIFIERS =
  "个工作日 个自然日 个百分点 个月 个小时 个 工作日 小时 分钟 批次 人次 家次 户次 场次 件次 台次 班次 艘次 项 次(?![年日月性]) 批(?![准复示]) 家(?![庭]) 件(?![套]) 天 年(?![级度代终末底初前来]) 倍 届 名(?![单]) 人(?![均工民才口力员社大]) 位(?![一于列置]) 场(?![所]) 类 种(?![植]) 条(?![件例]) 台(?![湾账]) 套 部门 宗 户 份 起(?![来步]) 期(?![间限]) 张(?![网]) 座 所(?![有在]) 处(?![理]) 轮(?![换岗流]) 篇 辆 艘 支(?![持部付]) 本(?![市县区级]) 枚 元 万元 亿元 美元 吨 亩 公里 平方公里 平方米 岁 周岁 连[丰冠增涨优升胜] 环节 公斤 斤 级(?=以上|及以上)".split(
    " ",
  );

const byLength = (words: string[]) => [...new Set(words)].sort((a, b) => plain(b) - plain(a)).join("|");
const plain = (word: string) => word.replace(/\(\?.*$/, "").replace(/\[.*\]/, "_").length;

/** Alternation of the measure words that may follow digits, longest first. */
export const UNIT_PATTERN = byLength(["倍", ...MEASURE_WORDS.split(" ")]);
/** Alternation of the Latin units; matched without regard to case, as folding lowers it. */
export const LATIN_UNIT_PATTERN = `(?:${byLength(LATIN_UNITS)})(?![a-z])`;
/** Alternation of the measure words that may follow a Chinese numeral. */
export const CLASSIFIER_PATTERN = byLength(CLASSIFIERS);

/** A Latin unit in the case it is shown in: gb gives GB. */
export function showLatinUnit(unit: string): string {
  return LATIN_UNITS.find((known) => known.toLowerCase() === unit.toLowerCase()) ?? unit;
}

/** Words before a number that bound or blur it, each with the form that is reported. */
export const PREFIX_QUALIFIERS: Record<string, string> = {
  不少于: "不少于",
  不低于: "不低于",
  不超过: "不超过",
  不高于: "不高于",
  不大于: "不大于",
  不小于: "不小于",
  不多于: "不多于",
  不足: "不足",
  不到: "不到",
  不满: "不满",
  至少: "至少",
  最少: "至少",
  最多: "最多",
  最高: "最高",
  最低: "最低",
  超过: "超",
  超出: "超",
  高于: "高于",
  低于: "低于",
  大于: "大于",
  小于: "小于",
  多于: "多于",
  少于: "少于",
  突破: "突破",
  大约: "约",
  约为: "约",
  约有: "约",
  接近: "近",
  将近: "近",
  超: "超",
  逾: "逾",
  约: "约",
  近: "近",
  "≥": "≥",
  "≤": "≤",
  ">": ">",
  "<": "<",
};

/** Characters before 约, 近, 超 that make another word of it: 预约, 最近, 赶超. */
export const NOT_BEFORE_QUALIFIER: Record<string, string> = {
  约: "预节公合集条履违制签续特邀契立失毁誓盟解",
  约为: "预节公合集条履违制签续特邀契立失毁誓盟解",
  约有: "预节公合集条履违制签续特邀契立失毁誓盟解",
  近: "附最就临靠邻亲远晋",
  超: "赶高反",
};

/** Words after a number and its unit that bound or blur it. */
export const SUFFIX_QUALIFIERS =
  "及以上|及以下|以上|以下|以内|之内|左右|上下|之多|有余|不等|余(?![下名家个年])";

/**
 * Set phrases whose numeral counts nothing, as patterns. The first group begins with a numeral and must not
 * continue a longer one; the second holds it inside.
 */
export const FIXED_PHRASES_FROM_NUMERAL =
  "一网通办|一网统管|一网协同|一网共享|一网|一件事|一窗受理|一窗通办|一窗|一站式|一体化|一体|一码|一照|一证|一卡通|一卡|一门式|一门|一次性|一次办|一次办好|一次办成|一事联办|一事|一键|一屏|一图|一张网|一张图|一张表|一张清单|一张蓝图|一盘棋|一把手|一揽子|一条龙|一对一|一对多|一老一小|一企|一户一|一人一|一村一|一镇一|一县一|一业|一带一路|一带一廊|一带|一核|一些|一定|一般|一直|一样|一致|一起|一切|一旦|一同|一道(?!题)|一律|一贯|一向|一再|一度|一线|一流|一方面|一方|一半|一部分|一系列|一一|一五一十|一是|二是|三是|四是|五是|六是|七是|八是|九是|十是|一要|二要|三要|四要|五要|一等|二等|三等|一把|一手|一心|一举|一步|一刻|一成不变|一季度|两新|两重|两学一做|两会|两山|两高|两法|两非|两癌|两不愁|两个确立|两个维护|两个毫不|两个责任|两个健康|两个覆盖|两优一先|二维码|二维|二次|二手|二期|二级|三农|三资|三级|三方|三位一体|三维|三亚|三明|三水|三江|三峡|三角|三乡|三甲|三支一扶|三重一大|三公|三会一课|三严三实|三年行动|三年攻坚|三年活动|三个一|三个代表|三同时|三下乡|三产|三次产业|三大产业|三人篮球|三期(?=[等、项工])|三包|三无|四免|四办|四上|四个意识|四个自信|四个全面|四个坚持|四个一|四个服务|四川|四会|四平|四好|四化|四级|四减|四风|五个一|五一|五大|五级|五华|五台山|五指山|五位一体|五险|五年规划|五年计划|五证|六稳|六保|六安|六盘水|七一|七台河|八一|八项规定|八达|九龙|九江|十分(?![钟之])|十佳|十全|十一届?(?=假期|黄金周|国庆)|十足|十强|十堰|百姓|百强|百年|百家争鸣|百日|百科|百度|百色|百千万|百县千镇万村|百度|百分百|千方百计|千家万户|千禧|千年|千里|千兆|千帆|千企|万众|万一|万物|万象|万江|万宁|万州|万科|万能|万里|万户|万家灯火|万名(?=党员)|万企|亿联|三大|四大|六大|七大|八大|九大|十大|两大|一大|两地|三地|两省|两岸|两翼|两级|双随机|两员|两委|三超|两客一危|一企一|一专班|一把钥匙|四个千|两位数|五篇大文章|八大|四梁八柱|三张清单|一业一|一类事项|九年义务|九年制";

/** See FIXED_PHRASES_FROM_NUMERAL: the phrases whose numeral stands inside. */
export const FIXED_PHRASES_AROUND_NUMERAL =
  "统一|唯一|同一|单一|合一|归一|多合一|逐一|(?<!分)之一|任一|某一|每一|另一|进一步|更进一步|最后一公里|最初一公里|前一百米|第一(?:时间|书记|责任人|要务|线|手|产业|人民医院|中学|小学|步|道|次|批|方|人称|个)|第二(?:产业|人民医院|中学|课堂|次)|第三(?:产业|方|者|人民医院)|万分(?!之)|千分(?!之)|成千上万|数一数二|说一不二|独一无二|不一|专一|划一|这一|那一|哪一|上一|下一|新一(?:代|轮|届)|首一|又一|再一|有一(?:定|些|批)|周[一二三四五六]|星期[一二三四五六]|礼拜[一二三四五六]|初[一二三]|高[一二三](?=学生|年级|班)|小[一二三四五六](?=学生|年级|班)|[数几上][十百千](?=[万亿个家件项人次名条种年天户亿元])|(?<![办做建抓干搞])好[十百千](?=[万亿个家件项人次名条种年天户亿元])|几[个百千万十家件项次天年]|丙二|甲一|张三|李四|星期六|三三两两|接二连三|再三|[两三四五六七八九]位一体|[两二三四五六七八九十]个(?:一|度|没有|必须|坚决|不|能力|工程)";
