import {
  domainsNamed,
  isDomain,
  kindScheme,
  kindsAsked,
  type StepLanguages,
  speakingOf,
  type TaskId,
} from "@hugginggpt/shared";
import { languagesNamed, otherLanguage } from "@hugginggpt/shared/languages";
import { wantedSize } from "./wanted-size.js";

/** What a need requires of a model, as far as facts can show. */
export interface NeedFacts {
  /** The task that the kinds belong to. */
  readonly task: TaskId;
  /** The wanted kinds of work, the narrowest first; without one, the task's general kind; may be empty. */
  readonly kinds: readonly string[];
  /** Whether the need asks for no special kind. */
  readonly isGeneral: boolean;
  readonly domains: readonly string[];
  /** As `wantedSize` returns it. */
  readonly size: -1 | 0 | 1;
  readonly languages: NeededLanguages;
}

/** The languages a model must know, ISO 639 codes. */
export interface NeededLanguages {
  /** The source and the target language, if it turns one into another; null if unknown. */
  readonly from: string | null;
  readonly to: string | null;
  /** All languages. Empty for tasks where languages do not matter. */
  readonly all: readonly string[];
  /** Whether the languages were stated, not guessed. */
  readonly certain: boolean;
}

/** The most kinds that count, so that a long need does not ask for everything. */
const MAX_KINDS = 3;
const NO_LANGUAGES: NeededLanguages = { from: null, to: null, all: [], certain: false };
const ENGLISH: NeededLanguages = { from: null, to: null, all: ["en"], certain: false };

/** Tasks for which English is not assumed if no language is named. */
const UNGUESSED: ReadonlySet<TaskId> = new Set<TaskId>([
  "audio-classification",
  "audio-to-audio",
  "translation",
]);
/** Letters that English does not have, or a function word of another large language: a hint, which is then checked. */
const NOT_ENGLISH =
  /(?=\p{L})[^ -~]|\b(?:el|la|los|las|una|este|esta|del|por|para|con|que|le|les|une|des|du|est|dans|cette|pour|der|die|das|ein|eine|ist|und|mit|il|gli|di|che|per|questo|questa|um|uma|em|het|een|van|bir|ve)\b/iu;
/** Function words of English, whose needs may name a café. */
const SAYS_ENGLISH = /\b(?:for|the|with|my|and|this|what|from)\b/i;
const TRANSLATES = /\btranslat|\binto\b|->|→/i;

/**
 * Returns what a need requires of a task's models. Without `languages`, they are read from its text; `written` is the
 * language that it is written in if that is not English.
 */
export function needFacts(
  task: TaskId,
  text: string,
  languages: StepLanguages | undefined,
  written: string | null = null,
): NeedFacts {
  const { general, broad } = kindScheme(task);
  const asked = kindsAsked(task, text);
  const narrow = asked.filter((kind) => kind !== general && !broad.has(kind));
  const kinds = [...narrow, ...asked.filter((kind) => broad.has(kind) && kind !== general)];
  const isGeneral = kinds.length === 0;
  const most = isGeneral && general !== null ? [general] : kinds.slice(0, MAX_KINDS);
  return {
    task,
    kinds: most,
    isGeneral,
    domains: [...new Set([...domainsNamed(text), ...asked.filter(isDomain)])],
    size: wantedSize(text),
    languages: neededLanguages(task, text, languages, written),
  };
}

/** Returns the languages that one task's models must know for a need. Without `given`, they are read from its text. */
export function neededLanguages(
  task: TaskId,
  text: string,
  given: StepLanguages | undefined,
  written: string | null = null,
): NeededLanguages {
  const { reads, writes } = speakingOf(task);
  if (!reads && !writes) return NO_LANGUAGES;
  if (given !== undefined && given.input.length + given.output.length > 0) return fromStep(task, given);
  // The article puts a first word into a sentence, where its capital letter distinguishes "Polish" from the verb.
  const named = languagesNamed(`a ${text}`);
  const [first = null, second = null] = named;
  if (first === null) return UNGUESSED.has(task) ? NO_LANGUAGES : { ...ENGLISH, all: [written ?? "en"] };
  const isPair = task === "translation" || (named.length === 2 && TRANSLATES.test(text));
  if (!isPair) return { from: null, to: null, all: named, certain: true };
  if (second !== null) return { from: first, to: second, all: [first, second], certain: true };
  const isSource = /\bfrom\s+\p{L}+\s*$|\bfrom\s+\p{Lu}/u.test(text);
  return isSource
    ? { from: first, to: null, all: [first], certain: true }
    : { from: null, to: first, all: [first], certain: true };
}

function fromStep(task: TaskId, { input, output, certain }: StepLanguages): NeededLanguages {
  const [from = null, to = null] = [input[0], output[0]];
  const all = [...new Set([...input, ...output])];
  const turns = task === "translation" || (from !== null && to !== null && from !== to);
  return turns ? { from, to, all, certain } : { from: null, to: null, all, certain };
}

/**
 * Returns the language that a need is written in if it is surely not English, else null. A person who names no language
 * most likely means their own.
 */
export async function writtenLanguage(text: string): Promise<string | null> {
  return NOT_ENGLISH.test(text) && !SAYS_ENGLISH.test(text) ? otherLanguage(text, ["en"]) : null;
}
