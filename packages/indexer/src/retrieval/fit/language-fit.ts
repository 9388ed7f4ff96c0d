import type { LanguageDirection, ModelProfile } from "@hugginggpt/shared";
import type { NeededLanguages } from "./need-facts.js";

// These figures only rank the cases; they were chosen by hand on the development requests of `npm run eval -- fit`.
/** Made for exactly this language. */
const MADE_FOR_IT = 1;
const ONE_OF_FEW = 0.95;
/** One of few languages, with a card in another of them. */
const BESIDE_ANOTHER = 0.4;
const ENGLISH_OF_MANY = 0.8;
const ONE_OF_MANY = 0.65;
/** A model of many languages that does not list them. */
const PERHAPS = 0.5;
/** A card that names no language: mostly English. */
const SILENT_ENGLISH = 0.8;
const SILENT_OTHER = -0.8;
const CANNOT = -1;
const FEW = 3;
/** A list of this length counts as complete. */
const WHOLE_LIST = 5;
/** The factors for a misfit with a guessed language: what is not in it is mostly English, and seldom in a third one. */
const GUESSED = 0.4;
const GUESSED_NOT_ENGLISH = 0.8;
/** The bonus of a multilingual model for a need with several languages. */
const FOR_SEVERAL = 0.3;
const ANY_SOURCE = 0.6;
const ANY_TARGET = 0.8;
const HALF_KNOWN = 0.5;

/** Returns how a model's languages meet a need, from -1 (cannot) to 1 (made for it); 0 where nothing is needed. */
export function languageFit(profile: ModelProfile, need: NeededLanguages): number {
  if (need.all.length === 0) return 0;
  if (need.from !== null || need.to !== null) return directionFit(profile, need);
  if (profile.tunedFor !== null) return tunedFit(profile, profile.tunedFor, need);
  const fit = Math.min(...need.all.map((language) => knows(profile, language)));
  if (fit >= 0) return Math.min(1, fit + (need.all.length > 1 && profile.multilingual ? FOR_SEVERAL : 0));
  if (need.certain) return fit;
  return fit * (knows(profile, "en") > 0 ? GUESSED : GUESSED_NOT_ENGLISH);
}

function tunedFit(profile: ModelProfile, tunedFor: string, need: NeededLanguages): number {
  if (need.all.every((language) => language === tunedFor)) return ONE_OF_FEW;
  return Math.min(...need.all.map((language) => knows(profile, language))) - FOR_SEVERAL;
}

function directionFit(profile: ModelProfile, { from, to, all }: NeededLanguages): number {
  const { direction, languages, multilingual } = profile;
  if (direction === null) {
    if (languages.length === 0 && !multilingual) return -0.6;
    return Math.min(...all.map((language) => knows(profile, language))) * 0.9;
  }
  return Math.min(
    from === null ? HALF_KNOWN : sourceFit(direction, from),
    to === null ? HALF_KNOWN : targetFit(direction, to, languages),
  );
}

function sourceFit({ from, to }: LanguageDirection, needed: string): number {
  if (from !== "*") return from === needed ? MADE_FOR_IT : CANNOT;
  return needed === to ? CANNOT : ANY_SOURCE;
}

function targetFit({ from, to }: LanguageDirection, needed: string, known: readonly string[]): number {
  if (to !== "*") return to === needed ? MADE_FOR_IT : CANNOT;
  return needed === from || (known.length > 0 && !known.includes(needed)) ? CANNOT : ANY_TARGET;
}

function knows({ languages, multilingual, cardLanguage }: ModelProfile, language: string): number {
  if (languages.includes(language)) {
    if (languages.length === 1) return MADE_FOR_IT;
    if (languages.length > FEW) return language === "en" ? ENGLISH_OF_MANY : ONE_OF_MANY;
    const isBeside = cardLanguage !== null && cardLanguage !== language && languages.includes(cardLanguage);
    return isBeside ? BESIDE_ANOTHER : ONE_OF_FEW;
  }
  if (multilingual && languages.length < WHOLE_LIST) return PERHAPS;
  if (languages.length > 0 || multilingual) return CANNOT;
  return language === "en" ? SILENT_ENGLISH : SILENT_OTHER;
}
