import {
  type Candidate,
  type Controller,
  describeError,
  isFault,
  oneLine,
  type Selection,
} from "@hugginggpt/shared";
import { type ChoiceReading, readChoice } from "./read-choice.js";
import type { SelectInput } from "./select-input.js";
import { describeRank, selectionPrompt, selectionSchema } from "./selection-prompt.js";

export type { SelectInput } from "./select-input.js";

export interface SelectDeps {
  /** Null: the first candidate is taken. */
  readonly controller: Controller | null;
  readonly signal?: AbortSignal;
}

/**
 * Returns the candidate to run, why, and the others in rank order. One candidate is taken without a call; without a
 * controller the first is. Otherwise the controller chooses among opaque ids; where it fails or names nothing that was
 * offered, the first is taken and the reason says so.
 * @throws the signal's reason when aborted; an Error for no candidates, which is the caller's mistake.
 */
export async function selectModel(input: SelectInput, deps: SelectDeps): Promise<Selection> {
  const [first, ...others] = input.candidates;
  if (!first) throw new Error("Internal error: no candidates to select from");
  if (others.length === 0) {
    return { chosen: first, reason: "only candidate", chooser: "only-candidate", passedOver: [] };
  }
  if (!deps.controller) return byRank(input.candidates, `highest rank: ${describeRank(first)}`);
  return askController(input, deps.controller, deps.signal);
}

async function askController(
  input: SelectInput,
  controller: Controller,
  signal?: AbortSignal,
): Promise<Selection> {
  const { candidates } = input;
  let text: string;
  try {
    const request = { messages: selectionPrompt(input), schema: selectionSchema(candidates.length) };
    ({ text } = await controller.chat(request, signal));
  } catch (error) {
    signal?.throwIfAborted();
    if (!isFault(error)) throw error;
    return byRank(
      candidates,
      `the controller did not choose (${describeError(error)}); taking the top-ranked`,
    );
  }
  const choice = readChoice(text, candidates);
  if (choice.index === null) return byRank(candidates, noChoice(choice));
  const chosen = candidates[choice.index];
  if (!chosen) return byRank(candidates, noChoice({ ...choice, index: null }));
  const reason = choice.reason || `chosen by ${controller.name} without a reason`;
  return { chosen, reason, chooser: "controller", passedOver: candidates.filter((one) => one !== chosen) };
}

function noChoice({ named }: ChoiceReading): string {
  return named === null
    ? "the controller's choice could not be read; taking the top-ranked"
    : `the controller chose ${JSON.stringify(oneLine(named, 80))}, which was not offered; taking the top-ranked`;
}

function byRank(candidates: readonly Candidate[], reason: string): Selection {
  const [chosen, ...passedOver] = candidates;
  if (!chosen) throw new Error("Internal error: no candidates to select from");
  return { chosen, reason, chooser: "rank", passedOver };
}
