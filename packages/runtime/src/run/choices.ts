import {
  type Candidate,
  describeError,
  type Emit,
  isControlTask,
  type PlanArg,
  type Selection,
  taskSpec,
  type ValidPlan,
  type ValidTask,
} from "@hugginggpt/shared";
import { type CandidateSearch, type FoundCandidates, findCandidates } from "../selector/find-candidates.js";
import { describeLimits } from "../selector/model-limits.js";
import { selectModel } from "../selector/select-model.js";

/** That no model was found for a task, why, and what to do. */
export interface NoSelection {
  readonly none: string;
  readonly next: string | null;
}

/** A selection with everything that it was made from, in the order of the policy. */
export interface MadeSelection extends Selection {
  readonly candidates: readonly Candidate[];
}

export type Choice = MadeSelection | NoSelection;

/** Returns true where a model was found. */
export function isSelection(choice: Choice): choice is MadeSelection {
  return "chosen" in choice;
}

export interface ChooseDeps {
  readonly search: CandidateSearch;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** What a user can set so that more tasks can run here. */
  readonly advice: string;
}

/** A choice with what is to be reported of it. */
interface Made {
  readonly choice: Choice;
  readonly found: Pick<FoundCandidates, "candidates" | "notes"> | null;
}

interface Question {
  readonly made: Promise<Made>;
  readonly abort: AbortController;
}

/**
 * The choices of models for a run. A choice can begin while the plan is still arriving; it is reported, and counts, once
 * the plan is there and contains its task. Equal questions (the same task with the same arguments, whichever file or
 * output they take) are asked once.
 */
export class Choices {
  readonly #request: string;
  readonly #deps: ChooseDeps;
  readonly #questions = new Map<string, Question>();

  constructor(request: string, deps: ChooseDeps) {
    this.#request = request;
    this.#deps = deps;
  }

  /** Starts the choices for tasks that a plan will probably contain. */
  begin(tasks: readonly ValidTask[]): void {
    for (const task of tasks) this.#question(task);
  }

  /** Returns the choice for every task of a plan, reported as it is made; drops those it does not contain. None rejects. */
  settle(plan: ValidPlan): ReadonlyMap<number, Promise<Choice>> {
    const wanted = new Set(plan.tasks.map(questionKey));
    this.drop((key) => !wanted.has(key));
    return new Map(plan.tasks.map((task) => [task.id, this.#reported(task)]));
  }

  /** Ends the choices that nobody waits for: those whose key passes, all by default. */
  drop(which: (key: string) => boolean = () => true): void {
    for (const [key, { abort }] of this.#questions) {
      if (!which(key)) continue;
      abort.abort(new DOMException("the plan does not contain this task", "AbortError"));
      this.#questions.delete(key);
    }
  }

  async #reported(task: ValidTask): Promise<Choice> {
    const { choice, found } = await this.#question(task).made;
    const { emit } = this.#deps;
    if (found) {
      const candidates = found.candidates.map((one) => one.model.id);
      emit({ type: "candidates-found", task: task.id, candidates, notes: found.notes });
    }
    if (isSelection(choice)) {
      emit({ type: "model-selected", task: task.id, model: choice.chosen.model.id, reason: choice.reason });
    }
    return choice;
  }

  #question(task: ValidTask): Question {
    const key = questionKey(task);
    const known = this.#questions.get(key);
    if (known) return known;
    const abort = new AbortController();
    const signal = AbortSignal.any([this.#deps.signal, abort.signal]);
    const question = { made: choose(this.#request, task, { ...this.#deps, signal }), abort };
    this.#questions.set(key, question);
    return question;
  }
}

async function choose(request: string, task: ValidTask, deps: ChooseDeps): Promise<Made> {
  const { search, signal } = deps;
  try {
    const found = await findCandidates(request, task.task, search, signal);
    const { candidates } = found;
    if (candidates.length === 0) return { choice: noCandidate(task, found, deps), found };
    const selection = await selectModel(
      { request, task, candidates, policy: search.policy },
      { controller: search.controller, signal },
    );
    return { choice: { ...selection, candidates }, found };
  } catch (error) {
    return { choice: { none: describeError(error), next: null }, found: null };
  }
}

/** Two tasks with one key are the same question to whoever chooses. */
function questionKey({ task, args }: ValidTask): string {
  return JSON.stringify([task, Object.entries(args).map(([name, arg]) => [name, withoutSource(arg)])]);
}

function withoutSource(arg: PlanArg): unknown {
  switch (arg.kind) {
    case "literal":
      return arg.value;
    case "parts":
      return [arg.as, arg.parts.map(withoutSource)];
    default:
      return { kind: arg.kind };
  }
}

function noCandidate(
  { task }: ValidTask,
  found: FoundCandidates,
  { search, advice }: ChooseDeps,
): NoSelection {
  const { known, limited } = found;
  if (limited) {
    const limits = describeLimits(search.limits);
    const none = `Nothing here can do ${task}: models for it can run here, but none passes ${limits}`;
    return { none, next: "Loosen these limits, or run `indexer sync` to learn of more models." };
  }
  const have = known === 0 ? "the registry has no model for it" : `none of its ${known} models can run here`;
  const tags = isControlTask(task) ? taskSpec(task).equivalents.filter((id) => !isControlTask(id)) : [task];
  const sync = known === 0 && tags.length > 0 ? `Run \`indexer sync --task ${tags.join(" --task ")}\`. ` : "";
  return { none: `Nothing here can do ${task}: ${have}`, next: `${sync}${advice}`.trim() || null };
}
