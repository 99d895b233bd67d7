/**
 * A line in, whether it is a page's furniture (buttons, source and date lines, breadcrumbs, counters) out.
 * Such lines are neither headings nor passages: their numbers say nothing about any region.
 */

const LABELS =
  /^(?:下载|打印|打印本页|全屏|收藏|加大|还原|减小|减少|放大|缩小|大|中|小|默认|分享|微信|微博|朋友圈|首页|搜索|登录|注册|退出|繁体|简体|English|无障碍|关闭|返回|返回顶部|官方微信|扫一扫.{0,20}|相关附件|附件下载|相关链接|相关阅读|相关报道|相关新闻|推荐阅读|热门推荐|上一篇.*|下一篇.*|[-—\d]*\s*次|[>›|/】【\s]+)[:：】]*$/;
const LEADS =
  /^[[【(（]*(?:字体|字号|来源|稿源|信息来源|文章来源|发布日期|发布时间|发表时间|更新时间|作者|编辑|责任编辑|责编|编审|审核|校对|浏览|浏览次数|浏览量|点击|点击量|访问量|阅读|阅读量|分享到?|打印|文字大小|您?(?:现在|当前)?(?:的|所在的?)?位置|当前位置|所在的?位置|主办|主办单位|承办|承办单位|版权所有|网站标识码|技术支持|设为首页|联系我们|您是第)[\s】\]]*(?:[:：|]|$)/;
const DATE_LABEL =
  /^(?:时间|日期|发文日期|成文日期)\s*[:：]\s*(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}[:时].{0,6})?)?$/;
const ANYWHERE =
  /ICP备|公网安备|备案号|网站标识码|版权所有|Copyright|All Rights Reserved|访问\s*[\d-]+\s*(?:次|人)|浏览(?:次数|量)?\s*[:：]|点击(?:数|量|次数)?\s*[:：]|字体\s*[:：]|字号\s*[:：]|加入收藏|设为首页|【?广告】|第\s*[\d-]+\s*位访问者/i;
/** A furniture line is short; a longer one is text that happens to start alike. */
const MAX_CHARS = 120;

/** True for a line of a page's furniture; never for one that holds a whole sentence. */
export function isChromeLine(line: string): boolean {
  const text = line.replace(/[\s\u3000]+/g, " ").trim();
  if (text === "" || text.length > MAX_CHARS || /[。；]/.test(text)) return false;
  return LABELS.test(text) || LEADS.test(text) || DATE_LABEL.test(text) || ANYWHERE.test(text);
}
