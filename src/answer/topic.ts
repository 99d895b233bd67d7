/**
 * Is the question about the reports at all? Small talk, chores and instructions to the bot are not.
 */
import { contentWords, loadThesaurus } from "../text/index.ts";
import type { Slot } from "./understand/index.ts";

/** Requests that no government-service report answers, whatever place they name. */
const CHORES =
  /天气|气温|明天|后天(?!性)|今晚|限行|尾号(?!为|是\d)|怎么(?:炒|煮|烧|炖|腌)|食谱|底料|翻成|译成|(?:帮|给|替)我写|写份|辞职|求职信|情书|球(?:赛|队)?.{0,6}(?:赢|输)|昨晚|中奖|段子|下雨|股价|股票|彩票|汇率|笑话|讲个故事|唱(?:首|个)?歌|写(?:一?首|一?篇|个|封|段)|作诗|诗歌?$|翻译|订(?:一?张|票|房|餐|酒店|机票|高铁)|买票|高铁票|机票|火车票|打车|导航|外卖|菜谱|做菜|减肥|星座|算命|解梦|游戏|电影|电视剧|明星|球赛|比分|女朋友|男朋友|老婆|老公|聊聊天|陪我|编程|代码|写程序|python|java|数学题|作业|作文|论文|简历|看病|吃什么药|月供|首付|几点了|星期几|放假/;
const ABOUT_BOT =
  /你是谁|你叫什么|你好$|您好$|谁(?:开发|做|造)(?:了|的)?你|你能(?:做|干)(?:什么|啥)|你会(?:什么|啥)|早上好|晚上好|谢谢|再见|在吗$|hello|^hi$/;
const HOSTILE =
  /忽略(?:以上|之前|前面|上面|所有)|无视(?:以上|之前|所有)|(?:以上|之前)(?:的)?(?:指令|提示|规则)|系统提示|提示词|system ?prompt|ignore (?:all|previous|the)|扮演|假装你|越狱|jailbreak|你现在是|开发者模式|api ?key|密钥|令牌|token|执行命令|删除(?:数据|索引|文件)|<script/i;

/** What is good where: advice that no report gives. */
const ADVICE =
  /哪(?:家|里|儿|个|些|款|种)?.{0,8}(?:好吃|好喝|好玩|好看|好听|划算|便宜|实惠|值得(?:去|买|看)|靠谱)|(?:好吃|好喝|好玩)的|推荐(?:一?[下个家部款首]|几[个家部款首])|(?:去|上)哪(?:里|儿)?(?:吃|玩|逛|买)|怎么(?:追|哄|表白)/;
/** Reproaches that ask for no number: 你们是不是收了钱才办事. */
const REPROACH =
  /(?:你们?|这帮人?|这群人?)(?!.{0,12}(?:多少|几)(?!乎)).{0,10}(?:收(?:了|过)?(?:黑|好处)?(?:钱|红包|好处)|骗(?:人|子|我|钱)|糊弄|忽悠|坑(?:人|我)|吃干饭|干什么吃的?|不干(?:事|活)|废物|垃圾(?!分类|处理|清)|混蛋|滚|傻|白痴|黑心|不要脸|太(?:差劲?|烂|慢|坑)了?$)/;

/** True when the folded question is no question about reports. */
export function isOffTopic(folded: string): boolean {
  return [HOSTILE, CHORES, ABOUT_BOT, ADVICE, REPROACH].some((pattern) => pattern.test(folded));
}

/**
 * True when nothing that is asked is a word of the field or of any report, and no number is asked for.
 * @param used whether a report uses a word
 */
export function isForeign(slots: readonly Slot[], used: (word: string) => boolean): boolean {
  const thesaurus = loadThesaurus();
  const words = slots.flatMap((slot) => contentWords(slot.own)).filter((word) => word.length > 1);
  return (
    words.length > 0 &&
    slots.every((slot) => slot.unit.families.length === 0 && !/多少|几(?!乎)/.test(slot.asked)) &&
    slots.every((slot) => thesaurus.find(slot.own).length === 0) &&
    !words.some(used)
  );
}
