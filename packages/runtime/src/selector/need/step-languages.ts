import { kindsAsked, type PlanArg, type StepLanguages, speakingOf, type ValidTask } from "@hugginggpt/shared";
import { type LanguageDetector, languageCode, languagesNamed } from "@hugginggpt/shared/languages";
import { type StepText, stepSources } from "./step-texts.js";

/** Languages that are known, or guessed. */
interface Told {
  readonly codes: readonly string[];
  readonly certain: boolean;
}

/** What the languages of a step are told by. */
export interface LanguageClues {
  readonly task: ValidTask;
  /** The request's words about it, or the plan's. */
  readonly words: string;
  readonly texts: readonly StepText[];
  /** The language of the request's own words; null if it cannot be told. */
  readonly request: string | null;
  /** Returns what an earlier step gives; undefined for any other. */
  readonly outputOf: (id: number) => StepLanguages | undefined;
  /** Targets of translations that come after it: words about them are not about this step. */
  readonly later: readonly string[];
  /** The source language that a later translation of its output states; null if none does. */
  readonly readAs: string | null;
  readonly detect: LanguageDetector;
}

const NONE: StepLanguages = { input: [], output: [], certain: true };

/**
 * Returns the languages that a step reads and writes. What the plan states counts before what the given texts are
 * written in, then what earlier steps give, then what the request names; else the request's own language is a guess.
 * A translation turns its input into its target, and captions come out in English. Empty for a task without words.
 */
export function stepLanguages(clues: LanguageClues): StepLanguages {
  const { task, words } = clues;
  const named = languagesNamed(words).filter((code) => !clues.later.includes(code));
  if (isTranslation(task, words, named)) return translated(clues, named);
  const { reads, writes } = speakingOf(task.task);
  if (!reads && !writes) return NONE;
  if (task.task === "audio-to-audio" || isToTell(task, words)) return NONE;
  const stated = statedCode(task, "language") ?? clues.readAs;
  if (!reads) return pictured(clues, stated === null ? named : [stated]);
  const { codes, certain } = readIn(clues, stated, named);
  const asked = task.task === "text-generation" && named.length > 0 ? named.slice(-1) : codes;
  return { input: codes, output: writes ? asked : [], certain };
}

/** Whether a step turns one language into another: by its task, by what the plan states, or by words that name both. */
function isTranslation(task: ValidTask, words: string, named: readonly string[]): boolean {
  if (task.task === "translation" || statedCode(task, "target_language") !== null) return true;
  return named.length > 1 && kindsAsked(task.task, words).includes("translation");
}

function translated(clues: LanguageClues, named: readonly string[]): StepLanguages {
  const { task, request } = clues;
  const given = textsIn(clues) ?? outputsIn(clues);
  const from =
    statedCode(task, "source_language") ?? given?.codes[0] ?? (named.length > 1 ? named[0] : null) ?? null;
  const to = statedCode(task, "target_language") ?? named.findLast((code) => code !== from) ?? null;
  // Who names no language wants to read it: in the language of the request, else in English.
  const guess = request !== from && request !== null ? request : from === "en" ? null : "en";
  const target = to ?? guess;
  return {
    input: from === null ? [] : [from],
    output: target === null ? [] : [target],
    certain: to !== null && (given === null || given.certain),
  };
}

function readIn(clues: LanguageClues, stated: string | null, named: readonly string[]): Told {
  const given = textsIn(clues);
  if (clues.task.task === "question-answering" && given) {
    return { codes: [...new Set([...given.codes, ...(stated ? [stated] : [])])], certain: true };
  }
  if (stated) return { codes: [stated], certain: true };
  const known = given ?? outputsIn(clues);
  if (known) return known;
  if (named.length > 0) return { codes: named.slice(0, 1), certain: true };
  return { codes: clues.request === null ? [] : [clues.request], certain: false };
}

/** The languages of the texts that a step is given; null if none can be told. */
function textsIn({ texts, detect }: LanguageClues): Told | null {
  const codes = texts.map(({ text }) => detect(text)).filter((code) => code !== null);
  return codes.length > 0 ? { codes: [...new Set(codes)], certain: true } : null;
}

/** The languages of what earlier steps give; null if none is known. */
function outputsIn({ task, outputOf }: LanguageClues): Told | null {
  const sources = stepSources(task).flatMap((of) => outputOf(of) ?? []);
  const known = sources.filter(({ output }) => output.length > 0);
  if (known.length === 0) return null;
  return {
    codes: [...new Set(known.flatMap(({ output }) => output))],
    certain: known.every(({ certain }) => certain),
  };
}

/** What is read from a picture is in the language that is named; a caption is English. */
function pictured({ task, words, request }: LanguageClues, named: readonly string[]): StepLanguages {
  const [code] = named;
  if (code !== undefined) return { input: [], output: [code], certain: true };
  const kinds = kindsAsked(task.task, words);
  if (kinds.every((kind) => kind === "caption")) return { input: [], output: ["en"], certain: true };
  return { input: [], output: request === null ? [] : [request], certain: false };
}

/** Whether the language is what is asked for. */
function isToTell({ task }: ValidTask, words: string): boolean {
  return kindsAsked(task, words).includes("language identification");
}

/** Returns the code of a language that a plan states for a task; null if it states none. */
export function statedCode(
  { args, languages }: ValidTask,
  name: "language" | "source_language" | "target_language",
) {
  const stated = literalOf(args[name]) ?? languages?.[name];
  return stated === undefined ? null : languageCode(stated);
}

function literalOf(arg: PlanArg | undefined): string | undefined {
  return arg?.kind === "literal" && typeof arg.value === "string" ? arg.value : undefined;
}
