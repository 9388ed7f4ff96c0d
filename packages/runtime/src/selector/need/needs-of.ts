import {
  type Need,
  needInWords,
  type StepLanguages,
  speakingOf,
  type UserFile,
  type ValidTask,
} from "@hugginggpt/shared";
import { detectorFor, languageCode } from "@hugginggpt/shared/languages";
import { composedNeed } from "./composed-need.js";
import { ownWords, withoutTexts } from "./own-words.js";
import { statedCode, stepLanguages } from "./step-languages.js";
import { stepSources, stepTexts } from "./step-texts.js";

/** Nothing is known of what is needed. */
export const NO_NEED: Need = { text: "", languages: { input: [], output: [], certain: false } };

/** What needs are made from. */
export interface NeedQuestion {
  readonly request: string;
  readonly files: readonly UserFile[];
  /** In an order in which each follows what it waits for. */
  readonly tasks: readonly ValidTask[];
}

/**
 * Returns for each task of a plan which kind of model it needs: the plan's own words where it says so, else the request's
 * words about this step, and the languages that flow along the plan.
 */
export async function needsOf(question: NeedQuestion): Promise<ReadonlyMap<number, Need>> {
  const { request, files, tasks } = question;
  const texts = new Map(tasks.map((task) => [task.id, stepTexts(task, files)]));
  const all = [...texts.values()].flat();
  const plain = withoutTexts(request, all);
  const speaking = tasks.filter(({ task }) => speakingOf(task).reads || speakingOf(task).writes);
  const read = speaking.flatMap(({ id }) => (texts.get(id) ?? []).map(({ text }) => text));
  const isComposed = tasks.some(({ need }) => need === undefined);
  const detect = await detectorFor(isComposed || speaking.length > 0 ? [plain, ...read] : []);
  const own = detect(plain) ?? detect(request);
  const outputs = new Map<number, StepLanguages>();
  const needs = new Map<number, Need>();
  for (const [at, task] of tasks.entries()) {
    const given = texts.get(task.id) ?? [];
    const words = ownWords(task, { request, isOnly: tasks.length === 1, texts: all });
    const languages = stepLanguages({
      task,
      words: task.need ?? words,
      texts: given,
      request: own,
      outputs,
      later: laterTargets(task, tasks.slice(at + 1)),
      readAs: readAs(task, tasks.slice(at + 1)),
      detect,
    });
    outputs.set(task.id, languages);
    needs.set(task.id, {
      text: needInWords(task.alias ?? task.task, task.need ?? composedNeed(task, words, given, own)),
      languages,
    });
  }
  return needs;
}

/** The language in which a later step says that it reads this one's output; null if none says so. */
function readAs({ id }: ValidTask, following: readonly ValidTask[]): string | null {
  const codes = following
    .filter((task) => stepSources(task).includes(id))
    .map((task) => statedCode(task, "source_language"));
  return codes.find((code) => code !== null) ?? null;
}

/** Targets of the translations that follow a step, unless it is one itself. */
function laterTargets({ task }: ValidTask, following: readonly ValidTask[]): string[] {
  if (task === "translation") return [];
  return following.flatMap(({ args: { target_language: target } }) =>
    target?.kind === "literal" && typeof target.value === "string" ? (languageCode(target.value) ?? []) : [],
  );
}
