import type { ModelProfile, UnfitReason } from "@hugginggpt/shared";
import { domainFit, kindFit } from "./kind-fit.js";
import { languageFit } from "./language-fit.js";
import { modelSize } from "./model-size.js";
import type { NeedFacts } from "./need-facts.js";

/** How a model meets a need: each about -1 to 1, the size -2 to 2. */
export interface ModelFit {
  readonly language: number;
  readonly kind: number;
  readonly domain: number;
  readonly size: number;
  /** Why it cannot do what is needed; empty where nothing speaks against it. */
  readonly unfit: readonly UnfitReason[];
}

/** What is known of a model for this. */
export interface FitFacts {
  readonly id: string;
  readonly parameters: number | null;
  readonly profile: ModelProfile;
}

/** Nothing is needed. */
export const NO_FIT: ModelFit = { language: 0, kind: 0, domain: 0, size: 0, unfit: [] };

/** Below this the model is for other languages. */
const CANNOT_SPEAK = -0.5;
const OTHER_KIND = -1;
/** Letters by which a word is found in a name, whatever its ending, and of a word that tells something. */
const NAME_STEM = 7;
const SHORTEST = 3;
const MOST_NAMED = 0.9;
/** The share of the words that a name must say before it counts as the kind that is asked for. */
const UNSAID = 0.6;

/** Returns how a model meets a need; `words` are those of the need. */
export function fitOf({ id, parameters, profile }: FitFacts, need: NeedFacts, words: NeededWords): ModelFit {
  const language = languageFit(profile, need.languages);
  const known = kindFit(profile, need);
  const kind = Math.max(known, namedFit(id, need, words));
  const unfit: UnfitReason[] = [];
  if (language < CANNOT_SPEAK && saysLanguages(profile))
    unfit.push(profile.direction === null ? "language" : "direction");
  if (known <= OTHER_KIND && kind < 0) unfit.push("kind");
  if (profile.checkpoint === "base" || profile.checkpoint === "test") unfit.push("checkpoint");
  return { language, kind, domain: domainFit(profile, need), size: modelSize(id, parameters), unfit };
}

/** A model of which no language is known stands low for others than English, but nothing says that it cannot. */
function saysLanguages({ languages, multilingual, direction, tunedFor }: ModelProfile): boolean {
  return languages.length > 0 || multilingual || direction !== null || tunedFor !== null;
}

/** A name that says the need's words outright beats a row of the table of kinds that is wrong or not there. */
function namedFit(id: string, { isGeneral }: NeedFacts, { stems, count }: NeededWords): number {
  const name = id.toLowerCase();
  let said = 0;
  for (const stem of stems) if (name.includes(stem)) said++;
  return Math.min(MOST_NAMED, ((isGeneral ? 5 : 2) * said) / (count + 1) - UNSAID);
}

/** The words of a need, as names are searched for them. */
export interface NeededWords {
  readonly stems: readonly string[];
  readonly count: number;
}

/** Returns a need's words, lower case, as names are searched for them. */
export function neededWords(words: ReadonlySet<string>): NeededWords {
  const telling = [...words].filter((word) => word.length >= SHORTEST);
  return { stems: telling.map((word) => word.slice(0, NAME_STEM)), count: words.size };
}
