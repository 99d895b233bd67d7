/**
 * A line of a page in, whether it is furniture that stands inside the article: rows of buttons, advertisements,
 * the date under the title, the label of a list of other articles.
 */
import { isChromeLine } from "../outline/index.ts";

const BUTTONS = new Set(
  "打印 打印本页 打印此页 关闭 关闭窗口 关闭本页 分享 分享到 分享至 微信 微博 新浪微博 腾讯微博 QQ QQ空间 QQ好友 朋友圈 复制链接 复制 收藏 纠错 我要纠错 大 中 小 字体 字号 返回 返回顶部 返回列表 返回首页 顶部 首页 朗读 语音播报 听全文 播放 暂停 点赞 赞 转发 评论 举报 下载 预览 保存 扫一扫 手机扫一扫 二维码 无障碍 简体 繁体 繁體 上一篇 下一篇 上一页 下一页 没有了 暂无 更多 更多>> 展开 收起 A+ A- T+ T- + -".split(
    " ",
  ),
);
const SCAN = /^.{0,6}(?:扫一扫|扫描二维码|扫码|长按识别|微信扫描).{0,24}$/;
const ADVERTISEMENT = /^[【[(（]?广告[】\])）]?(?:[\s:：]|$)|^【广告】|广告位招租/;
const DATE_ONLY =
  /^(?:(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?)(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?$/;
const OTHER_ARTICLES =
  /^[【[]?(?:相关(?:链接|阅读|新闻|报道|文章|稿件|文档|政策|解读|信息|推荐|内容)|推荐阅读|推荐新闻|为您推荐|热门推荐|热门文章|热点新闻|热点推荐|延伸阅读|拓展阅读|猜你喜欢|往期回顾|往期推荐|更多新闻|更多阅读|更多推荐|最新文章|最新发布|阅读排行|点击排行)[】\]]?\s*[:：>》]*$/;
/** A furniture line is short; a longer one is text that happens to start alike. */
const MAX_CHARS = 80;

/** True for a line that says nothing of the report, wherever it stands in the page. */
export function isFurnitureLine(line: string): boolean {
  if (isChromeLine(line)) return true;
  if (line.length > MAX_CHARS || /[。；]/.test(line)) return false;
  return isButtonRow(line) || SCAN.test(line) || ADVERTISEMENT.test(line);
}

/** True for a line that holds nothing but a date, as it stands under a title; a signature's date looks the same. */
export function isDateLine(line: string): boolean {
  return DATE_ONLY.test(line);
}

/** True for the label above links to other articles: 相关阅读, 推荐阅读. */
export function opensOtherArticles(line: string): boolean {
  return OTHER_ARTICLES.test(line);
}

function isButtonRow(line: string): boolean {
  const words = line.split(/[\s|｜【】[\]()（）/:：,，、·「」<>]+/).filter((word) => word !== "");
  return (
    words.length > 0 &&
    words.every((word) => BUTTONS.has(word) || /^\d{1,3}$/.test(word)) &&
    !/^\d/.test(line)
  );
}
