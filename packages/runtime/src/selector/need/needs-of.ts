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

/** What a step is about, and its languages. */
interface Step {
  readonly words: string;
  readonly languages: StepLanguages;
}

/** The needs of a plan's tasks, each worked out when it is asked for. */
export interface Needs {
  /** Returns what a task needs; undefined for one that the plan does not have. */
  readonly get: (id: number) => Need | undefined;
}

/**
 * Returns which kind of model each task of a plan needs: the plan's own words where it says so, else the request's
 * words about this step, and the languages that flow along the plan.
 */
export async function needsOf({ request, files, tasks }: NeedQuestion): Promise<Needs> {
  const texts = new Map(tasks.map((task) => [task.id, stepTexts(task, files)]));
  const all = [...texts.values()].flat();
  const plain = withoutTexts(request, all);
  const speaking = tasks.filter(({ task }) => speakingOf(task).reads || speakingOf(task).writes);
  const read = speaking.flatMap(({ id }) => (texts.get(id) ?? []).map(({ text }) => text));
  const isComposed = tasks.some(({ need }) => need === undefined);
  const detect = await detectorFor(isComposed || speaking.length > 0 ? [plain, ...read] : []);
  const own = detect(plain) ?? detect(request);
  const steps = new Map<number, Step>();
  const stepOf = (task: ValidTask, at: number): Step => {
    const known = steps.get(task.id);
    if (known) return known;
    const following = tasks.slice(at + 1);
    const words = task.need ?? ownWords(task, { plain, isOnly: tasks.length === 1, texts: all });
    const languages = stepLanguages({
      task,
      words,
      texts: texts.get(task.id) ?? [],
      request: own,
      outputOf: (id) => {
        const before = tasks.slice(0, at).findIndex((one) => one.id === id);
        const source = tasks[before];
        return source && stepOf(source, before).languages;
      },
      later: laterTargets(task, following),
      readAs: readAs(task, following),
      detect,
    });
    const step = { words, languages };
    steps.set(task.id, step);
    return step;
  };
  return {
    get: (id) => {
      const at = tasks.findIndex((one) => one.id === id);
      const task = tasks[at];
      if (!task) return undefined;
      const { words, languages } = stepOf(task, at);
      const phrase = task.need ?? composedNeed(task, words, texts.get(id) ?? [], own);
      return { text: needInWords(task.alias ?? task.task, phrase), languages };
    },
  };
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
