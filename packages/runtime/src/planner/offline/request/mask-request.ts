import type { NamedFile } from "../../file-mentions.js";

/** The kinds of things that requests talk about. */
export type Medium = "text" | "image" | "audio" | "video" | "table" | "3d";

/** A request in which quotations and file names are placeholders, so that no rule reads their words. */
export interface MaskedRequest {
  /** With `«q0»` for a quotation, `«ask0»` for a quoted question, and `«image1»` for a file with handle 1, given or only named. */
  readonly text: string;
  readonly quotes: readonly string[];
}

/** Matches any placeholder. */
export const PLACEHOLDER = /«(q|ask|text|image|audio|video|table|3d)(\d+)»/g;

/** No rule looks further: what is longer is data, not a request. */
const MAX_CHARACTERS = 20_000;

/** A letter of a script that has spaces between words and may have apostrophes in them. */
const LETTER = "(?:(?![\\p{Script=Han}\\p{Script=Hangul}\\p{Script=Hiragana}\\p{Script=Katakana}])\\p{L})";
// Quotation marks count where a word cannot have them: an apostrophe inside "it's" or after "users'" opens nothing.
const QUOTATIONS = [
  /„([^„“”"]{1,20000})[“”"]/g,
  /‚([^‚‘’]{1,20000})[‘’]/g,
  /"([^"]{1,20000})"/g,
  /[“”]([^“”]{1,20000})”/g,
  /「([^」]{1,20000})」/g,
  /『([^』]{1,20000})』/g,
  new RegExp(
    `(?<!${LETTER}|\\p{N})['‘](?=\\S)((?:[^'’]|(?<=${LETTER})['’](?=${LETTER})){1,20000})['’](?!${LETTER}|\\p{N})`,
    "gu",
  ),
];
/** "Translate into German: How are you?": what follows the colon is quoted, where nothing else is. */
const AFTER_COLON =
  /^([^:]{0,160}\b(?:this|following|texts?|sentence|lyrics|notes|words|aloud|translate|summari[sz]e|classify|read|say|(?:in|to)(?:to)? \w+)[^:]{0,40}:)\s+(\S[\s\S]*)$/i;
const AFTER_COLON_CHINESE =
  /^([^：:]{0,60}(?:翻[译譯]|[译譯]成|朗[读讀]|念|[总總][结結]|概括|改[写寫]|下面|以下|分析|情感)[^：:]{0,20}[：:])\s*(\S[\s\S]*)$/u;
const AFTER_ANY_COLON = /^([^：:]{1,160}(?:：|:(?=\s|\p{Script=Han})))\s*(\S[\s\S]*)$/u;
/** The same of the lines below one that speaks of a text, but of no list of steps. */
const BELOW =
  /^([^\n]{1,200}(?:\b(?:this|these|following|below|texts?|sentences?|paragraph)\b|下面|以下|如下|[这這][段句条條篇封])[^\n]{0,80})\n\s*(?![-*•]|\d+[.)])(\S[\s\S]*)$/iu;
/** Words that announce a text, where files are given that could be meant as well; labels are no text. */
const ANNOUNCED =
  /\b(?:this|these|the following|in(?:to)? [A-Z][a-z]+)\b[^:]*:$(?<!\b(?:as|into|to|among|labels?|categories|classes|topics?|options):)|(?:下面|以下|[这這][段句条條篇封则則]|[语語文])[^：:]*[：:]$/;

/** How the words after a request's first colon are read: as a text where the words before it say so, always, or never. */
type ColonReading = "announced" | "text" | "request";

/** A quotation before a capital letter ends its sentence: the full stop stands inside it. */
const QUOTED_SENTENCE = /(«(?:q|ask)\d+»)(\s+\p{Lu})/gu;

/** Returns the request with placeholders for the files it names and for what it quotes. */
export function maskRequest(
  request: string,
  files: readonly NamedFile[],
  reading: ColonReading = "announced",
): MaskedRequest {
  const quotes: string[] = [];
  let text = request.slice(0, MAX_CHARACTERS).replace(/[«»]/g, '"');
  for (const file of files) {
    for (const name of [file.given, file.name].filter(({ length }) => length > 2)) {
      const whole = new RegExp(`(?<![\\w./\\\\-])${escaped(name)}(?![\\w-])`, "g");
      text = text.replace(whole, `«${file.type}${file.handle}»`);
    }
  }
  for (const quotation of QUOTATIONS) {
    text = text.replace(quotation, (whole: string, inner: string) => {
      if (/^«[a-z0-9]+»$/.test(inner.trim())) return inner.trim();
      if (/«(?:q|ask)\d/.test(inner)) return whole;
      quotes.push(inner.trim());
      return `«${/[?？]$/.test(inner.trim()) ? "ask" : "q"}${quotes.length - 1}»`;
    });
  }
  const colon = quotes.length > 0 ? undefined : quotingColon(text, files, reading);
  if (colon) {
    text = text.replace(colon, (_, before: string, rest: string) => {
      quotes.push(rest.trim());
      return `${before} «q0»`;
    });
  }
  return { text: text.replace(QUOTED_SENTENCE, "$1.$2"), quotes };
}

function quotingColon(text: string, files: readonly NamedFile[], reading: ColonReading): RegExp | undefined {
  if (reading === "request") return undefined;
  if (files.length === 0 && !/[:：]\s*\n/.test(text) && BELOW.test(text)) return BELOW;
  const before = AFTER_ANY_COLON.exec(text)?.[1];
  if (before === undefined) return undefined;
  if (files.length > 0)
    return reading === "text" && ANNOUNCED.test(before) && !before.includes("«")
      ? AFTER_ANY_COLON
      : undefined;
  if (reading === "text") return AFTER_ANY_COLON;
  return [AFTER_COLON, AFTER_COLON_CHINESE].find((colon) => colon.test(text));
}

/** Returns a clause without the quotation that follows it, or a file that only stands beside it ("whose is it? a.png"). */
export function withoutQuotation(clause: string): string {
  return clause.replace(/(?:[\s:：,，]*«(?:q|ask)\d+»|[:：,，?？.]\s*«\w+»)[^\p{L}\p{N}»]*$/u, "");
}

/** Returns a text with what its placeholders stand for; a file by its name where it was given, else by its kind. */
export function unmask(text: string, quotes: readonly string[], files: readonly NamedFile[]): string {
  return text.replace(PLACEHOLDER, (_, type: string, digits: string) => {
    if (type === "q" || type === "ask") return quotes[Number(digits)] ?? "";
    return files.find(({ handle }) => handle === Number(digits))?.name ?? `the ${type}`;
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
