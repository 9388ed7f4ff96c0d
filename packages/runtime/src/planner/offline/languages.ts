import { englishNames } from "@hugginggpt/shared/languages";
import { Pattern } from "./pattern.js";
import { NOUNS } from "./words.js";

/** Alternatives of a regular expression: every language name that is understood. */
export const LANGUAGE_NAMES = englishNames().join("|");
/** What something is called that is in another language: "the Spanish wording", "German subtitles". */
export const VERSION =
  "(?:(?:spoken|audio|written) )?(?:versions?|translations?|renderings?|wordings?|equivalents?|subtitles?|captions?|voice-?overs?|narrations?|audio ?books?|summary|summaries|transcripts?)";

const NAME = new Pattern(`\\b(?:${LANGUAGE_NAMES})\\b`);
const MARKED = "⟨[^⟩]+⟩";
/** Stands between languages that are all wanted, in English or between glossed names ("⟨English⟩ と into ⟨French⟩"). */
const JOINT =
  "\\s*(?:[,、/&+]|\\b(?:and|plus|as well as)\\b|[和与及跟とや와과]|以及|하고|및)\\s*(?:(?:and|also|plus|then|as well as) )*(?:(?:in|into|to) )?(?:(?:the|an?) )?";
const LIST = `${MARKED}(?:${JOINT}${MARKED})*`;
const WANTED = new RegExp(
  `(?<!\\bfrom (?:the )?)(?:\\b(?:in|into|to) (?:(?:the|both) )*(${LIST})|(${MARKED}(?:${JOINT}${MARKED})*${JOINT}(?<=\\b(?:in|into|to) (?:the )?)${MARKED})|(${LIST}) ${VERSION}\\b)`,
  "gi",
);
const ALONE = new RegExp(
  `^(?:only )?(?:translated )?(?:(?:in|into|to) )?(?:(?:the|both) )*(${LIST})(?: (?:too|also|as well|please))*[^\\p{L}⟨]*(?:«q\\d+»\\W*)?$`,
  "iu",
);
const SOURCE = new RegExp(`\\bfrom (?:the )?(${MARKED})`, "i");
const JOINTS = new RegExp(`(?<=⟩)${JOINT}(?=⟨)`, "gi");

/** Returns the languages that a clause wants ("into German and French", "a Spanish version"), capitalised. */
export function targetLanguages(clause: string): string[] {
  const lists = [...marked(clause).matchAll(WANTED)].flatMap((match) => namesIn(match[0]));
  return [...new Set(lists)];
}

/** Returns the language that a clause starts from ("from French"), capitalised; null if it names none. */
export function sourceLanguage(clause: string): string | null {
  return namesIn(SOURCE.exec(marked(clause))?.[1] ?? "")[0] ?? null;
}

/** Returns the languages that a clause names if it says nothing else ("into French", "and German too"). */
export function languagesAlone(words: string): string[] {
  return namesIn(ALONE.exec(marked(words))?.[1] ?? "");
}

/** Returns a sentence with `joint` between the languages of each list that it wants: "to German‚ Dutch". */
export function withLanguagesJoined(sentence: string, joint: string): string {
  const text = marked(sentence);
  if (text === sentence) return sentence;
  return text.replace(WANTED, (list) => list.replace(JOINTS, joint)).replace(/[⟨⟩]/g, "");
}

let everyName: RegExp | null = null;

/** Returns a text with brackets around the names of languages. */
function marked(text: string): string {
  if (!NAME.test(text)) return text;
  everyName ??= new RegExp(NAME.source, "gi");
  return text.replace(everyName, "⟨$&⟩");
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/⟨(\p{L})([^⟩]*)⟩/gu)].map(
    ([, first = "", rest = ""]) => first.toUpperCase() + rest.toLowerCase(),
  );
}

const NAMED = `${NOUNS.text}|${NOUNS.audio}`.replace(/\|«[^»]*»/g, "");
const WRITTEN = `${NAMED}|poems?|songs?|jokes?|slogans?|scripts?|recipes?|quotes?|words?|lines?`;
/** "this tweet in Spanish", "the speech that is spoken in German", "in Spanish, write ..." */
const OF_NOUN = new Pattern(
  `(?:${WRITTEN})(?: (?:that is |which is )?(?:written|spoken|recorded))? in (?:${LANGUAGE_NAMES})\\b|^in (?:${LANGUAGE_NAMES}),? (?:write|compose)\\b`,
);

/** Returns true if a clause says which language a text is in or is to be written in, and asks for no translation. */
export function isLanguageOfNoun(clause: string): boolean {
  return OF_NOUN.test(clause) && !/\btranslat|\binto\b/i.test(clause);
}
