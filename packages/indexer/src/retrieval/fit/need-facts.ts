import {
  domainsNamed,
  kindScheme,
  kindsAsked,
  type StepLanguages,
  speakingOf,
  type TaskId,
} from "@hugginggpt/shared";
import { languagesNamed } from "@hugginggpt/shared/languages";

/** What a need says of the model that a step wants, as far as facts can meet it. */
export interface NeedFacts {
  /** The task whose kinds are meant. */
  readonly task: TaskId;
  /** Kinds of work that are asked for, the narrowest first; the task's general one where none is; may be empty. */
  readonly kinds: readonly string[];
  /** Whether no more than the task's general kind is asked for. */
  readonly isGeneral: boolean;
  readonly domains: readonly string[];
  readonly languages: NeededLanguages;
}

/** The languages a model must know, ISO 639 codes. */
export interface NeededLanguages {
  /** Where it turns one language into another: what goes in and what comes out; null where unknown. */
  readonly from: string | null;
  readonly to: string | null;
  /** All of them. Empty for tasks that no language matters to. */
  readonly all: readonly string[];
  /** Whether they were told, not guessed. */
  readonly certain: boolean;
}

/** Kinds that count at most, so that a long need does not ask for everything. */
const MAX_KINDS = 3;
const NO_LANGUAGES: NeededLanguages = { from: null, to: null, all: [], certain: false };
const ENGLISH: NeededLanguages = { from: null, to: null, all: ["en"], certain: false };

/** Tasks that mean no language where none is named. */
const UNGUESSED: ReadonlySet<TaskId> = new Set<TaskId>([
  "audio-classification",
  "audio-to-audio",
  "translation",
]);
const TRANSLATES = /\btranslat|\binto\b|->|→/i;

/** Returns what a need says of one task's models; `languages` absent: those that its text names. */
export function needFacts(task: TaskId, text: string, languages: StepLanguages | undefined): NeedFacts {
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
    domains: domainsNamed(text),
    languages: neededLanguages(task, text, languages),
  };
}

/** Returns the languages that a need says one task's models must know; `given` absent: those that its text names. */
export function neededLanguages(
  task: TaskId,
  text: string,
  given: StepLanguages | undefined,
): NeededLanguages {
  const { reads, writes } = speakingOf(task);
  if (!reads && !writes) return NO_LANGUAGES;
  if (given !== undefined && given.input.length + given.output.length > 0) return fromStep(task, given);
  // In the middle of a sentence, where a capital letter tells the language from the verb: "Polish".
  const named = languagesNamed(`a ${text}`);
  const [first = null, second = null] = named;
  if (first === null) return UNGUESSED.has(task) ? NO_LANGUAGES : ENGLISH;
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
