import { wordTable } from "@hugginggpt/shared";
import { plainMarks } from "../plain-marks.js";
import { quantitiesInWords } from "./quantities.js";
import { yearsInWords } from "./year-words.js";

/** Letters that Unicode does not take apart into an ASCII letter and an accent. */
const LETTERS = wordTable(
  "ß ss, ø o, Ø O, æ ae, Æ Ae, œ oe, Œ Oe, ł l, Ł L, đ d, Đ D, ð th, þ th, Þ Th, ı i",
);
const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const MONTH_SHORT =
  /\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)t?\.(?=\s|$)|\b(Sept|Oct|Nov|Dec)\b(?= \d)/g;
/** What the voice would spell out or misread, in this order. It knows Dr., Mr., Mrs., St., $, %, times and ordinals. */
const READINGS: readonly (readonly [pattern: RegExp, reading: string])[] = [
  [/\bhttps?:\/\/(?:www\.)?([\w.-]*\w)[^\s)\],]*/gi, "$1"],
  [/!?\[([^\]]*)\]\([^)]*\)/g, "$1"],
  [/(?<=\w)@(?=\w)/g, " at "],
  [/\.(?<=\d\.)(?=\d+\.\d)|\.(?<=\.\d+\.)(?=\d)/g, " point "],
  [/\.(?<=[A-Za-z]\w*\.)(?=[a-z]{2,}\b)/g, " dot "],
  [/\bMs\.? (?=[A-Z])/g, "Miz "],
  [/\bProf\. /g, "Professor "],
  [/\bRev\. (?=[A-Z])/g, "Reverend "],
  [/\bJr\b\.?/g, "Junior"],
  [/\bSr\b\.?(?!\w)/g, "Senior"],
  [/\bLtd\b\.?/g, "Limited"],
  [/\bInc\b\.?(?= [a-z]|[,;)])/g, "Incorporated"],
  [/\bCorp\. /g, "Corporation "],
  [/\be\.\s?g\.,?/gi, "for example"],
  [/\bi\.\s?e\.,?/gi, "that is"],
  [/\betc\./gi, "et cetera"],
  [/\bet al\./gi, "and others"],
  [/\bcf\. /gi, "compare "],
  [/\bvs?\.(?=\s)/g, "versus"],
  [/\bvs\b/g, "versus"],
  [/\b(?:approx|ca)\. /gi, "approximately "],
  [/\bno\. (?=\d)/gi, "number "],
  [/#(?=\d)/g, "number "],
  [/\bw\/o\b/g, "without"],
  [/°/g, " degrees"],
  [/\b1 h\b/g, "1 hour"],
  [/(?<=\d) h\b/g, " hours"],
  [/(?<=\d)\s?min\b\.?(?! [A-Z])/g, " minutes"],
  [/(?<=\d) s\b/g, " seconds"],
  [/(?<=\d)\s?km\b/g, " kilometres"],
  [/\s*&\s*/g, " and "],
  [/\s\+\s|(?<=\d)\+(?=\d)/g, " plus "],
  [/\s=\s/g, " equals "],
  [/\band\/or\b/gi, "and or"],
  [/(?<=[A-Za-z])\/(?=[A-Za-z])/g, " or "],
  [/[*_`~^|\\<>{}[\]#]+/g, " "],
  // A dash is a pause; the voice says nothing for it.
  [/ - /g, ", "],
];

/** Signs without a meaning of their own: bullets, boxes and lines, footnote marks, emoji's variants. */
const ORNAMENT = /\p{M}|\p{Cf}|[\s•‣◦·▪■□●○◆◇►▶†‡¶®™\u2500-\u259f]/u;

/** Returns an English text in the ASCII that the voice reads as a person would; empty if nothing can be spoken. */
export function speakable(text: string): string {
  const plain = voiced(text)
    .replace(/[^\x20-\x7e]+/g, " ")
    .replace(/\s+(?=[,.;:!?)])/g, "")
    .replace(/\(\s+/g, "(")
    .replace(/\s+/g, " ")
    .trim();
  return /[A-Za-z0-9]/.test(plain) ? plain : "";
}

/** Returns the parts of a text that the voice leaves out although they may mean something, each once. */
export function unspeakable(text: string): string[] {
  const left = voiced(text).match(/\P{ASCII}+/gu) ?? [];
  return [...new Set(left)].filter((piece) => [...piece].some((sign) => !ORNAMENT.test(sign)));
}

function voiced(text: string): string {
  let plain = plainMarks(quantitiesInWords(text.replace(/\b(\d{4})-(\d\d)-(\d\d)\b/g, isoDate)))
    .replace(/[^\p{ASCII}]/gu, (letter) => LETTERS[letter] ?? letter)
    .replace(MONTH_SHORT, (whole) => MONTHS.find((month) => month.startsWith(whole.slice(0, 3))) ?? whole);
  for (const [pattern, reading] of READINGS) plain = plain.replace(pattern, reading);
  return yearsInWords(plain).normalize("NFKD").replace(/\p{M}/gu, "");
}

function isoDate(whole: string, year: string, month: string, day: string): string {
  const name = MONTHS[Number(month) - 1];
  return name ? `${name} ${Number(day)}, ${year}` : whole;
}
