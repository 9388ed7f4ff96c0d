import { withoutQuotation } from "../request/mask-request.js";
import { simplified } from "./simplified.js";

const MAKE = "(?:生成|画|绘制|绘|制作|创作|创建|设计|做|拍|写|合成)";
const MEASURE = "(?:一|两|几)?(?:张|幅|个|段|首|部|只|条|篇|封|座|位|辆|匹|朵|棵)?";
const KIND =
  "(?:图片|图像|照片|画|插图|海报|插画|油画|短视频|视频|短片|影片|动画|音乐|旋律|曲子|歌曲|音效|3D ?模型|三维模型|模型)";
const ABOUT = /(?:内容(?:是|为)|关于|主题(?:是|为)|描绘|展示|[：:])\s*(.+)$/u;
const MADE = new RegExp(`${MAKE}(?:出)?${MEASURE}(.+)$`, "u");
const KIND_AFTER = new RegExp(`的?(?:短)?${KIND}[。！!]?$`, "iu");
const KIND_BEFORE = new RegExp(`^${KIND}[，,：:]?`, "iu");
const LABELS = /(?:归类?(?:为|到|成)|分(?:为|成|类为|类成|到)|属于|是)(.+)$/u;
/** Words that only point to what is there already. */
const POINTS =
  /^(?:它|这|那|该|此|结果|总结|摘要|描述|翻译|上面|成?[一二三四五六七八九十\d]{1,3}秒钟?$|[吗么]?[？?]*$)/u;

/** Returns what a Chinese clause says is to be made; undefined if it says nothing or only points to something. */
export function describedInChinese(words: string): string | undefined {
  for (const pattern of [ABOUT, MADE]) {
    const rest = lastGroup(pattern, words);
    const whole = rest.slice(0, rest.length - (KIND_AFTER.exec(simplified(rest))?.[0].length ?? 0));
    const thing = whole.slice(KIND_BEFORE.exec(simplified(whole))?.[0].length ?? 0).trim();
    if (thing && !POINTS.test(simplified(thing))) return thing.replace(/[。！!]+$/u, "");
  }
  return undefined;
}

/** What a pattern of simplified characters finds at the end of a text, as it is written there; empty if nothing. */
function lastGroup(pattern: RegExp, words: string): string {
  return words.slice(words.length - (pattern.exec(simplified(words))?.[1]?.length ?? 0));
}

/** Returns the labels that a Chinese clause offers ("归类为体育、政治或科技"), at least two; empty if it offers none. */
export function labelsInChinese(words: string): string[] {
  const list = lastGroup(LABELS, withoutQuotation(words));
  const labels = list
    .split(/[、，,]|或者|还是|或|和/u)
    .map((label) => label.replace(/(?:这?[一两二三四五六七八九十\d]+[类种组])?[。？?！!]*$/u, "").trim());
  const areShort = labels.every((label) => label.length > 0 && label.length <= 8);
  const areTones = labels.every((label) =>
    /[正负]面|积极|消极|[好差]评|[褒贬]义|AI|机器|真人|[真假]的|[良恶]性|^[男女]/u.test(label),
  );
  return labels.length >= 2 && areShort && !areTones ? labels : [];
}
