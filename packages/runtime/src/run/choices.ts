import {
  type Candidate,
  describeError,
  type Emit,
  isControlTask,
  type Need,
  type NoSelection,
  type PromptSettings,
  type Selection,
  taskSpec,
  type ValidPlan,
  type ValidTask,
} from "@hugginggpt/shared";
import { type CandidateSearch, type FoundCandidates, findCandidates } from "../selector/find-candidates.js";
import { describeLimits } from "../selector/model-limits.js";
import { type NeedQuestion, type Needs, NO_NEED, needsOf } from "../selector/need/needs-of.js";
import { selectModel } from "../selector/select-model.js";
import { questionKeys } from "./question-keys.js";
import type { ResumedChoice } from "./resume-state.js";

/** A selection with all candidates, in the order of the policy. */
export interface MadeSelection extends Selection {
  readonly candidates: readonly Candidate[];
}

export type Choice = MadeSelection | NoSelection;

/** Returns true if a model was found. */
export function isSelection(choice: Choice): choice is MadeSelection {
  return "chosen" in choice;
}

export interface ChooseDeps {
  readonly search: CandidateSearch;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** Settings with which more tasks could run here, for messages. */
  readonly advice: string;
  /** The user's additions to the prompt. */
  readonly prompts?: PromptSettings | undefined;
  /** Finds the candidates of a task. Absent: the registry is searched (`findCandidates`). */
  readonly find?: FindCandidates | undefined;
  /** Choices that an earlier process began, by `questionKeys`. */
  readonly begun?: ReadonlyMap<string, ResumedChoice> | undefined;
}

/** A task with what the choice of its model depends on. */
export interface TaskQuestion {
  readonly task: ValidTask;
  /** See `questionKeys`. */
  readonly key: string;
  /** Returns the kind of model that it needs. */
  readonly need: () => Promise<Need>;
}

/** Returns the candidates for a question. */
export type FindCandidates = (question: TaskQuestion, signal: AbortSignal) => Promise<FoundCandidates>;

/** The most models that are named if none fits. */
const NEAREST = 3;

/** What a search found; null if it failed. `none`: why there is no candidate; null if there is one. */
interface Searched {
  readonly found: FoundCandidates | null;
  readonly none: NoSelection | null;
}

/** A choice with what is reported of it. */
interface Made extends Pick<Searched, "found"> {
  readonly choice: Choice;
  /** Whether it was reported before. */
  readonly isReported?: boolean;
}

interface Search {
  readonly found: Promise<FoundCandidates>;
  readonly abort: AbortController;
}

/**
 * The choices of models for a run. A choice can start while the plan is still arriving; it is reported and used only if
 * the complete plan contains its task. Equal questions (the same task with the same arguments, for any file or output)
 * are asked once.
 */
export class Choices {
  readonly #given: Omit<NeedQuestion, "tasks">;
  readonly #deps: ChooseDeps;
  readonly #searches = new Map<string, Search>();
  readonly #answers = new Map<string, Promise<Made>>();

  constructor(given: Omit<NeedQuestion, "tasks">, deps: ChooseDeps) {
    this.#given = given;
    this.#deps = deps;
    deps.signal.addEventListener("abort", () => this.#end(() => true, deps.signal.reason), { once: true });
  }

  /** Starts choices for tasks that the plan will probably contain. */
  begin(tasks: readonly ValidTask[]): void {
    for (const question of this.#questionsOf(tasks)) this.#answer(question);
  }

  /** Searches the candidates of each task of a plan; the controller is not asked. */
  async searched({ tasks }: ValidPlan): Promise<ReadonlyMap<number, Searched>> {
    const all = this.#questionsOf(tasks).map(
      async (one) => [one.task.id, await this.#searched(one)] as const,
    );
    return new Map(await Promise.all(all));
  }

  /**
   * Reports the tasks of a plan for which none of the found models fits, and, so that a record of the run says it, what
   * was found for tasks that are not going to be executed (`isIdle`). Searches only.
   */
  async reportSearches({ tasks }: ValidPlan, isIdle: (id: number) => boolean): Promise<void> {
    for (const question of this.#questionsOf(tasks)) {
      const { id } = question.task;
      const { found } = await this.#searched(question);
      if (!found || this.#begun(question)) continue;
      const [first, ...others] = found.candidates;
      if (first?.unfit && others.every(({ unfit }) => unfit)) {
        const nearest = [first, ...others].slice(0, NEAREST).map(({ model }) => model.id);
        const { languages } = await question.need();
        this.#deps.emit({ type: "nothing-fits", task: id, reasons: first.unfit, languages, nearest });
      }
      if (isIdle(id)) this.#reportFound(id, found);
    }
  }

  /**
   * Returns the choice for every task of a plan, each reported as soon as it is made, and drops all other choices. None
   * rejects. `finished`: tasks that need no new choice; an earlier process's choice is returned.
   */
  settle(
    plan: ValidPlan,
    finished: ReadonlyMap<number, unknown> = new Map(),
  ): ReadonlyMap<number, Promise<Choice>> {
    const questions = this.#questionsOf(plan.tasks);
    const wanted = new Set(questions.map(({ key }) => key));
    this.drop((key) => !wanted.has(key));
    return new Map(
      questions.map((question) => [
        question.task.id,
        finished.has(question.task.id) && !this.#begun(question)?.selection
          ? Promise.resolve({ none: "It has ended", next: null })
          : this.#reported(question),
      ]),
    );
  }

  /** Cancels and forgets the choices whose key passes; all by default. */
  drop(which: (key: string) => boolean = () => true): void {
    const dropped = this.#end(which, new DOMException("the plan does not contain this task", "AbortError"));
    for (const key of dropped) {
      this.#searches.delete(key);
      this.#answers.delete(key);
    }
  }

  #end(which: (key: string) => boolean, reason: unknown): string[] {
    const ended = [...this.#searches].filter(([key]) => which(key));
    for (const [, { abort }] of ended) abort.abort(reason);
    return ended.map(([key]) => key);
  }

  /** Returns the questions of the tasks of a plan, or of its beginning. */
  #questionsOf(tasks: readonly ValidTask[]): TaskQuestion[] {
    const keys = questionKeys(tasks);
    let needs: Promise<Needs> | null = null;
    const needOf = async (id: number): Promise<Need> => {
      needs ??= needsOf({ ...this.#given, tasks });
      return (await needs).get(id) ?? NO_NEED;
    };
    return tasks.map((task) => {
      let need: Promise<Need> | null = null;
      return {
        task,
        key: keys.get(task.id) ?? "",
        need: () => {
          need ??= needOf(task.id);
          return need;
        },
      };
    });
  }

  async #reported(question: TaskQuestion): Promise<Choice> {
    const { task } = question;
    const { choice, found, isReported } = await this.#answer(question);
    const { emit } = this.#deps;
    if (isReported) return choice;
    if (found) this.#reportFound(task.id, found);
    if (isSelection(choice)) {
      const { chosen, reason, chooser } = choice;
      const passedOver = choice.passedOver.map((one) => one.model.id);
      emit({ type: "model-selected", task: task.id, model: chosen.model.id, reason, chooser, passedOver });
    }
    return choice;
  }

  #reportFound(task: number, found: FoundCandidates): void {
    const { notes, ...rest } = found;
    const candidates = found.candidates.map((one) => one.model.id);
    this.#deps.emit({ type: "candidates-found", task, candidates, notes, found: rest });
  }

  #answer(question: TaskQuestion): Promise<Made> {
    const known = this.#answers.get(question.key);
    if (known) return known;
    const made = this.#choose(question);
    this.#answers.set(question.key, made);
    return made;
  }

  async #choose(question: TaskQuestion): Promise<Made> {
    const { search, prompts } = this.#deps;
    const { task } = question;
    const { signal } = this.#search(question).abort;
    const { found, none } = await this.#searched(question);
    const candidates = found?.candidates ?? [];
    const selected = this.#begun(question)?.selection;
    if (found && selected) return { choice: { ...selected, candidates }, found, isReported: true };
    if (none) return { choice: none, found };
    try {
      const need = await question.need();
      const { request } = this.#given;
      const { policy } = search;
      const selection = await selectModel(
        { request, task, need, candidates, policy, prompts },
        { controller: search.controller, signal },
      );
      return { choice: { ...selection, candidates }, found };
    } catch (error) {
      return { choice: { none: describeError(error), next: null }, found: null };
    }
  }

  #begun({ key }: TaskQuestion): ResumedChoice | undefined {
    return this.#deps.begun?.get(key);
  }

  async #searched(question: TaskQuestion): Promise<Searched> {
    try {
      const found = await this.#search(question).found;
      const none = found.candidates.length === 0 ? noCandidate(question.task, found, this.#deps) : null;
      return { found, none };
    } catch (error) {
      return { found: null, none: { none: describeError(error), next: null } };
    }
  }

  #search(question: TaskQuestion): Search {
    const { key } = question;
    const known = this.#searches.get(key);
    if (known) return known;
    const abort = new AbortController();
    if (this.#deps.signal.aborted) abort.abort(this.#deps.signal.reason);
    const begun = this.#deps.begun?.get(key);
    const { find = inRegistry(this.#deps.search) } = this.#deps;
    const found = begun ? Promise.resolve(begun.found) : find(question, abort.signal);
    found.catch(() => undefined); // Callers that await it get the error; there may be none.
    const search = { found, abort };
    this.#searches.set(key, search);
    return search;
  }
}

function inRegistry(search: CandidateSearch): FindCandidates {
  return async ({ task, need }, signal) => findCandidates(await need(), task.task, search, signal);
}

function noCandidate(
  { task }: ValidTask,
  found: FoundCandidates,
  { search, advice }: ChooseDeps,
): NoSelection {
  const { known, limited } = found;
  if (limited) {
    const limits = describeLimits(search.limits);
    const none = `Nothing here can do ${task}: models for it can run here, but none meets ${limits}`;
    return { none, next: "Loosen these limits, or run `indexer sync` to learn of more models." };
  }
  const have = known === 0 ? "the registry has no model for it" : `none of its ${known} models can run here`;
  const tags = isControlTask(task) ? taskSpec(task).equivalents.filter((id) => !isControlTask(id)) : [task];
  const sync = known === 0 && tags.length > 0 ? `Run \`indexer sync --task ${tags.join(" --task ")}\`. ` : "";
  return { none: `Nothing here can do ${task}: ${have}`, next: `${sync}${advice}`.trim() || null };
}
