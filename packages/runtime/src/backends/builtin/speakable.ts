import { plainMarks } from "./plain-marks.js";
import { yearsInWords } from "./year-words.js";

/** Letters that Unicode does not take apart into an ASCII letter and an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  Ø: "O",
  æ: "ae",
  Æ: "Ae",
  œ: "oe",
  Œ: "Oe",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ð: "th",
  þ: "th",
  Þ: "Th",
  ı: "i",
};
const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const MONTH_SHORT =
  /\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)t?\.(?=\s|$)|\b(Sept|Oct|Nov|Dec)\b(?= \d)/g;
const COINS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  "€": ["euro", "euros"],
  "£": ["pound", "pounds"],
  "¥": ["yen", "yen"],
};
const SCALES: Readonly<Record<string, string>> = {
  k: "thousand",
  m: "million",
  mn: "million",
  bn: "billion",
  tn: "trillion",
};
const MONEY =
  /([€£¥$])\s?(\d+(?:,\d{3})*(?:\.\d+)?)(?:(k|mn?|bn|tn)\b| (thousand|million|billion|trillion)\b)?/gi;

/** What the voice would spell or misread, in this order. It knows Dr., Mr., Mrs., St., $, %, times and ordinals itself. */
const READINGS: readonly (readonly [pattern: RegExp, reading: string])[] = [
  [/\bhttps?:\/\/(?:www\.)?([\w.-]*\w)[^\s)\],]*/gi, "$1"],
  [/!?\[([^\]]*)\]\([^)]*\)/g, "$1"],
  [/(?<=\w)@(?=\w)/g, " at "],
  [/(?<=\d)\.(?=\d+\.\d)|(?<=\.\d+)\.(?=\d)/g, " point "],
  [/(?<=[A-Za-z]\w*)\.(?=[a-z]{2,}\b)/g, " dot "],
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
  [/(?<=\d)\s?km\/h\b/g, " kilometres an hour"],
  [/(?<=\d)\s?°\s?C\b/g, " degrees Celsius"],
  [/(?<=\d)\s?°\s?F\b/g, " degrees Fahrenheit"],
  [/°/g, " degrees"],
  [/\b1 h\b/g, "1 hour"],
  [/(?<=\d) h\b/g, " hours"],
  [/(?<=\d)\s?min\b\.?(?! [A-Z])/g, " minutes"],
  [/(?<=\d) s\b/g, " seconds"],
  [/(?<=\d)\s?km\b/g, " kilometres"],
  [/\s*&\s*/g, " and "],
  [/(?<=\d)\s?×\s?(?=\d)/g, " times "],
  [/\s\+\s|(?<=\d)\+(?=\d)/g, " plus "],
  [/\s=\s/g, " equals "],
  [/\band\/or\b/gi, "and or"],
  [/(?<=[A-Za-z])\/(?=[A-Za-z])/g, " or "],
  [/[*_`~^|\\<>{}[\]#]+/g, " "],
  // A dash is a pause; the voice says nothing for it.
  [/ - /g, ", "],
];

/** Returns an English text in the ASCII that the voice reads as a person would; empty where nothing can be spoken. */
export function speakable(text: string): string {
  let plain = plainMarks(text)
    .replace(MONEY, money)
    .replace(/\b(\d{4})-(\d\d)-(\d\d)\b/g, isoDate)
    .replace(/[^\p{ASCII}]/gu, (letter) => LETTERS[letter] ?? letter)
    .replace(MONTH_SHORT, (whole) => MONTHS.find((month) => month.startsWith(whole.slice(0, 3))) ?? whole);
  for (const [pattern, reading] of READINGS) plain = plain.replace(pattern, reading);
  plain = yearsInWords(plain)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]+/g, " ")
    .replace(/\s+(?=[,.;:!?])/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return /[A-Za-z0-9]/.test(plain) ? plain : "";
}

/** The voice reads dollars and cents itself, without a short scale. */
function money(whole: string, sign: string, amount: string, short?: string, long?: string): string {
  const scale = long ?? (short ? SCALES[short.toLowerCase()] : undefined);
  if (sign === "$" && !short) return whole;
  const [one, many] = COINS[sign] ?? ["dollar", "dollars"];
  if (scale) return `${amount} ${scale} ${many}`;
  const [units = "", cents] = amount.split(".");
  const named = `${units} ${units === "1" ? one : many}`;
  return cents === undefined || Number(cents) === 0 ? named : `${named} ${Number(cents)}`;
}

function isoDate(whole: string, year: string, month: string, day: string): string {
  const name = MONTHS[Number(month) - 1];
  return name ? `${name} ${Number(day)}, ${year}` : whole;
}
