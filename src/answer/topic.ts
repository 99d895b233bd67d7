/**
 * Is the question about the reports at all? Small talk, chores and instructions to the bot are not.
 */

/** Requests that no government-service report answers, whatever place they name. */
const CHORES =
  /天气|气温|怎么(?:炒|煮|烧|炖|腌)|食谱|底料|翻成|译成|(?:帮|给|替)我写|写份|辞职|求职信|情书|球(?:赛|队)?.{0,6}(?:赢|输)|昨晚|中奖|段子|下雨|股价|股票|彩票|汇率|笑话|讲个故事|唱(?:首|个)?歌|写(?:一?首|一?篇|个|封|段)|作诗|诗歌?$|翻译|订(?:一?张|票|房|餐|酒店|机票|高铁)|买票|高铁票|机票|火车票|打车|导航|外卖|菜谱|做菜|减肥|星座|算命|解梦|游戏|电影|电视剧|明星|球赛|比分|女朋友|男朋友|老婆|老公|聊聊天|陪我|编程|代码|写程序|python|java|数学题|作业|作文|论文|简历|看病|吃什么药|几点了|星期几|放假/;
const ABOUT_BOT =
  /你是谁|你叫什么|你好$|您好$|谁(?:开发|做|造)(?:了|的)?你|你能(?:做|干)(?:什么|啥)|你会(?:什么|啥)|早上好|晚上好|谢谢|再见|在吗$|hello|^hi$/;
const HOSTILE =
  /忽略(?:以上|之前|前面|上面|所有)|无视(?:以上|之前|所有)|(?:以上|之前)(?:的)?(?:指令|提示|规则)|系统提示|提示词|system ?prompt|ignore (?:all|previous|the)|扮演|假装你|越狱|jailbreak|你现在是|开发者模式|api ?key|密钥|令牌|token|执行命令|删除(?:数据|索引|文件)|<script/i;

/** True when the folded question is no question about reports. */
export function isOffTopic(folded: string): boolean {
  return HOSTILE.test(folded) || CHORES.test(folded) || ABOUT_BOT.test(folded);
}
