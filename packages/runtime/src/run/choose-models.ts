import {
  type Candidate,
  describeError,
  type Emit,
  type Selection,
  type ValidPlan,
  type ValidTask,
} from "@hugginggpt/shared";
import { type CandidateSearch, findCandidates } from "../selector/find-candidates.js";
import { selectModel } from "../selector/select-model.js";

/** That no model was found for a task, why, and what to do. */
export interface NoSelection {
  readonly none: string;
  readonly next: string | null;
}

/** A selection with everything that it was made from, best first. */
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

/** Starts the choice for every task of a plan at once; a choice never rejects. */
export function chooseModels(
  request: string,
  plan: ValidPlan,
  deps: ChooseDeps,
): ReadonlyMap<number, Promise<Choice>> {
  return new Map(plan.tasks.map((task) => [task.id, chooseModel(request, task, deps)]));
}

async function chooseModel(request: string, task: ValidTask, deps: ChooseDeps): Promise<Choice> {
  const { search, emit, signal } = deps;
  try {
    const { candidates, known, notes } = await findCandidates(request, task.task, search, signal);
    emit({
      type: "candidates-found",
      task: task.id,
      candidates: candidates.map((one) => one.model.id),
      notes,
    });
    if (candidates.length === 0) return noCandidate(task, known, deps.advice);
    const selection = await selectModel(
      { request, task, candidates },
      { controller: search.controller, signal },
    );
    emit({
      type: "model-selected",
      task: task.id,
      model: selection.chosen.model.id,
      reason: selection.reason,
    });
    return { ...selection, candidates };
  } catch (error) {
    return { none: describeError(error), next: null };
  }
}

function noCandidate(task: ValidTask, known: number, advice: string): NoSelection {
  const have = known === 0 ? "the registry has no model for it" : `none of its ${known} models can run here`;
  const next = known === 0 ? `Run \`indexer sync --task ${task.task}\`. ${advice}` : advice;
  return { none: `Nothing here can do ${task.task}: ${have}`, next: next.trim() || null };
}
