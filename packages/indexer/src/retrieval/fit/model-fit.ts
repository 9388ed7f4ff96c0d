import type { ModelProfile, UnfitReason } from "@hugginggpt/shared";
import { domainFit, kindFit } from "./kind-fit.js";
import { languageFit } from "./language-fit.js";
import { modelSize } from "./model-size.js";
import type { NeedFacts } from "./need-facts.js";

/** How well a model fits a need: each part about -1 to 1, the size -2 to 2, or ten times that where one is asked for. */
export interface ModelFit {
  readonly language: number;
  readonly kind: number;
  readonly domain: number;
  readonly size: number;
  /** Why it cannot do what is needed; empty if nothing is known against it. */
  readonly unfit: readonly UnfitReason[];
}

/** The facts of a model that decide its fit. */
export interface FitFacts {
  readonly id: string;
  readonly parameters: number | null;
  readonly profile: ModelProfile;
}

/** The fit if nothing is needed. */
export const NO_FIT: ModelFit = { language: 0, kind: 0, domain: 0, size: 0, unfit: [] };

/** A language fit below this means that the model is for other languages. */
const CANNOT_SPEAK = -0.5;
const OTHER_KIND = -1;
/** How much more the size counts if a need asks for a small model or for the best. */
const SIZE_ASKED = 10;
/** A word is found in a name by its first letters, whatever its ending; shorter words say nothing. */
const NAME_STEM = 7;
const SHORTEST = 3;
const MOST_NAMED = 0.9;
/** The share of the need's words that a name must contain to count as the wanted kind. */
const UNSAID = 0.6;

/** Returns how well a model fits a need; `words` are the need's. */
export function fitOf({ id, parameters, profile }: FitFacts, need: NeedFacts, words: NeededWords): ModelFit {
  const language = languageFit(profile, need.languages);
  const known = kindFit(profile, need);
  const kind = Math.max(known, namedFit(id, need, words));
  const unfit: UnfitReason[] = [];
  if (language < CANNOT_SPEAK && saysLanguages(profile))
    unfit.push(profile.direction === null ? "language" : "direction");
  if (known <= OTHER_KIND && kind < 0) unfit.push("kind");
  if (profile.checkpoint === "base" || profile.checkpoint === "test") unfit.push("checkpoint");
  const size = modelSize(id, parameters) * (need.size === 0 ? 1 : need.size * SIZE_ASKED);
  return { language, kind, domain: domainFit(profile, need), size, unfit };
}

/** Returns true if the profile names a language. A model that names none may know other languages than English. */
function saysLanguages({ languages, multilingual, direction, tunedFor }: ModelProfile): boolean {
  return languages.length > 0 || multilingual || direction !== null || tunedFor !== null;
}

/** A name with the need's own words makes up for a wrong or missing entry in the table of kinds. */
function namedFit(id: string, { isGeneral }: NeedFacts, { stems, count }: NeededWords): number {
  const name = id.toLowerCase();
  let said = 0;
  for (const stem of stems) if (name.includes(stem)) said++;
  return Math.min(MOST_NAMED, ((isGeneral ? 5 : 2) * said) / (count + 1) - UNSAID);
}

/** The words of a need that are looked for in names. */
export interface NeededWords {
  readonly stems: readonly string[];
  readonly count: number;
}

/** Returns the words of a need, in lower case, that are looked for in names. */
export function neededWords(words: ReadonlySet<string>): NeededWords {
  const telling = [...words].filter((word) => word.length >= SHORTEST);
  return { stems: telling.map((word) => word.slice(0, NAME_STEM)), count: words.size };
}
