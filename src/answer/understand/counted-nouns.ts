/**
 * Nouns that begin like a measure word: 多少项目 counts 项目 and asks for no 项.
 */

const NOUNS =
  "项目|户籍|户口|条例|条件|条款|座谈|座席|台账|处罚|处理|处置|家电|家庭|家具|家长|件套|场所|场地|场景|名单|名额|期限|种植|种子|门类|门户|门店|间接|支出|支付|支持|份额|次数|部门|部委|批复|款项|对象|组织|本科|位置|班子|类型|类别|级别|点位|届次|天然|年轻|年级";

const BEFORE_NOUN = new RegExp(`(?:(?<=[^没还])有|是)?(多少|几)(?=${NOUNS})`, "g");

/** A lookahead: no such noun follows. */
export const NO_NOUN_AHEAD = `(?!${NOUNS})`;

/** The words with the question word parted from such a noun, or gone. */
export function partedFromNouns(words: string, keep: boolean): string {
  return words.replace(BEFORE_NOUN, (_, question: string) => (keep ? `${question} ` : " "));
}
