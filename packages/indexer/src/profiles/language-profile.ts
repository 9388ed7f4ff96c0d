import type { LanguageDirection, ModelProfile } from "@hugginggpt/shared";
import { languageCode, languagesNamed } from "@hugginggpt/shared/languages";

type LanguageProfile = Pick<ModelProfile, "languages" | "multilingual" | "tunedFor" | "direction">;

/** Codes that hardly ever mean anything but the language as a word of a name. */
const CODES_IN_NAMES = new Set(
  "ar bg cn cs de el en es fa fi fr he hi hu ja jp kr ko nl pl pt ro ru sv th tr uk vi vn zh".split(" "),
);
/** Codes that mean a language only next to another code: `en-it`, `id_en`. */
const CODES_IN_PAIRS = new Set([...CODES_IN_NAMES, ..."ca da et hr id is it lt lv no nb sk sl".split(" ")]);
const MANY = new Set(["mul", "multi", "all", "any", "many", "x", "xx", "multilingual"]);
const MANY_IN_NAME = /multi[-_ ]?ling|multi[-_ ]?lang|cross[-_ ]?ling/i;
const MANY_IN_LEAD = /multi-?lingual|cross-?lingual|\b\d{2,3}\+? languages|\bmany (?:different )?languages/i;
/** A model that declares more languages is made for many. */
const FEW = 3;
/** A card whose beginning names more languages lists them for another reason. */
const MOST_IN_LEAD = 2;
const FIELDS = /source languages?:? *([a-z]{2,3})\b.{0,40}?target languages?:? *([a-z]{2,3})\b/is;

const PAIR = /(\p{Lu}\p{Ll}{3,})(?:-|–|→| → | -> | to |-to-| into )(?=(\p{Lu}\p{Ll}{3,}))/gu;

/** What the languages of a model are read from. */
export interface LanguageSources {
  /** The repository's name without its owner. */
  readonly name: string;
  /** As the card and the tags declare them; may contain `multilingual`. */
  readonly declared: readonly string[];
  /** The beginning of the card. */
  readonly lead: string;
  readonly text: string;
}

/**
 * Returns the languages of a model: those declared, else those in its name, else those at the beginning of its card.
 * The direction comes from a pair of codes in the name, from the card's fields for source and target, or from its
 * beginning.
 */
export function languageProfile({ name, declared, lead, text }: LanguageSources): LanguageProfile {
  const direction = directionOf(name) ?? fieldsOf(text) ?? directionNamed(lead);
  const codes = distinct(declared.map((one) => languageCode(one)));
  const inName = languagesInName(name);
  const multilingual = declared.includes("multilingual") || MANY_IN_NAME.test(name) || codes.length > FEW;
  if (codes.length > 0 || multilingual) {
    const [only] = inName;
    const isTuned = multilingual && inName.length === 1 && direction === null;
    return { languages: codes, multilingual, tunedFor: isTuned ? (only ?? null) : null, direction };
  }
  if (inName.length > 0) return { languages: inName, multilingual, tunedFor: null, direction };
  if (MANY_IN_LEAD.test(lead)) return { languages: [], multilingual: true, tunedFor: null, direction };
  const named = languagesNamed(lead);
  return { languages: named.length <= MOST_IN_LEAD ? named : [], multilingual, tunedFor: null, direction };
}

/** Returns the direction in a name, from two neighbouring codes (`opus-mt-en-de`, `en-to-zh`); null without them. */
export function directionOf(name: string): LanguageDirection | null {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "to");
  for (let at = words.length - 2; at >= 0; at--) {
    const [from, to] = [sideOf(words[at]), sideOf(words[at + 1])];
    if (from !== null && to !== null && from !== to) return { from, to };
  }
  return null;
}

function sideOf(word: string | undefined): string | null {
  if (word === undefined) return null;
  if (MANY.has(word)) return "*";
  return CODES_IN_PAIRS.has(word) ? languageCode(word) : null;
}

/** Returns the direction that the beginning of a card names: "Hokkien-English", "German into French". */
function directionNamed(lead: string): LanguageDirection | null {
  for (const [, first = "", second = ""] of lead.matchAll(PAIR)) {
    const [[from], [to]] = [languagesNamed(`a ${first}`), languagesNamed(`a ${second}`)];
    if (from !== undefined && to !== undefined && from !== to) return { from, to };
  }
  return null;
}

function fieldsOf(text: string): LanguageDirection | null {
  const [, source, target] = FIELDS.exec(text) ?? [];
  const [from, to] = [languageCode(source ?? ""), languageCode(target ?? "")];
  return from !== null && to !== null && from !== to ? { from, to } : null;
}

/** Returns the languages that a name spells out, and those of its unambiguous codes. */
function languagesInName(name: string): string[] {
  const words = name.split(/[^\p{L}\p{N}]+/u);
  const spelled = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
  const codes = words.map((word) => word.toLowerCase()).filter((word) => CODES_IN_NAMES.has(word));
  return distinct([...languagesNamed(spelled), ...codes.map((code) => languageCode(code))]);
}

function distinct(codes: readonly (string | null)[]): string[] {
  return [...new Set(codes.filter((code) => code !== null))];
}
