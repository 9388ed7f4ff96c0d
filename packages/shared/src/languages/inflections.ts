import { wordTable } from "../text/word-table.js";

/**
 * How one interface language names languages: what is cut from the name that Node's data has, and the endings that
 * follow.
 */
export interface Inflection {
  readonly locale: string;
  readonly cut?: RegExp;
  /** What may stand in place of the article. */
  readonly before?: readonly string[];
  /** Alternatives of a regular expression; matched against the whole rest of a word. */
  readonly endings: string;
}

/**
 * The languages in which names of languages are understood beside English. Data of `Intl.DisplayNames`, and grammar.
 */
export const INFLECTIONS: readonly Inflection[] = [
  { locale: "de", endings: "e[nrsm]?|s" },
  { locale: "fr", endings: "e?s?|nes?" },
  { locale: "es", cut: /o$/u, endings: "os?|as?|es?" },
  { locale: "it", cut: /[oea]$/u, endings: "[oeai]|h[ei]" },
  { locale: "pt", cut: /o$/u, endings: "os?|as?|es" },
  { locale: "nl", endings: "e|talige?" },
  { locale: "pl", cut: /i$/u, endings: "i(?:ego|emu|m|e|ch|mi)?|u|a|ą|iej" },
  { locale: "ru", cut: /ий$/u, endings: "[а-я]{0,3}" },
  { locale: "uk", cut: /а$/u, endings: "[а-яіїє]{0,4}" },
  { locale: "tr", endings: "['’]?\\p{L}{0,4}" },
  { locale: "sv", cut: /a$/u, endings: "[ta]" },
  { locale: "cs", cut: /a$/u, endings: "[aeiouyěů]\\p{L}{0,2}" },
  { locale: "ar", before: ["بال", "لل", "وال"], endings: "" },
  { locale: "hi", endings: "" },
];

/** Names that Node's data lacks, in lower case. */
export const MORE_NAMES = wordTable(`
  mandarin zh, mandarín zh, mandarino zh, farsi fa, castilian es, flemish nl, tagalog tl, filipino tl
  hokkien nan, castellano es, holländisch nl, holandés nl, olandese nl, polaco pl, grecque el
  grecques el, turque tr, turques tr, hochdeutsch de, мандаринский zh, фарси fa
`);

/** Names in Chinese characters, kana and hangul that Node's data lacks. */
export const MORE_EASTERN = wordTable(`
  普通话 zh, 普通話 zh, 国语 zh, 國語 zh, 汉语 zh, 漢語 zh, 华语 zh, 華語 zh, 中文 zh, 简体字 zh, 英语 en, 英語 en, 英文 en, 粤语 yue
  粵語 yue, 广东话 yue, 廣東話 yue, 闽南语 nan, 閩南語 nan, 台语 nan, 日文 ja, 韩文 ko, 韓国語 ko, 韓語 ko, 불어 fr, 터키어 tr
  德語 de, 法語 fr, 俄語 ru, 日語 ja
`);
