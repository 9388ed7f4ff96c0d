import {
  type Candidate,
  type ChatMessage,
  type Controller,
  describeError,
  isFault,
  oneLine,
  type Selection,
} from "@hugginggpt/shared";
import { type ChoiceReading, readChoice } from "./read-choice.js";
import {
  againPrompt,
  describeRank,
  type SelectInput,
  selectionPrompt,
  selectionSchema,
  shorterSelections,
} from "./selection-prompt.js";

/** How many characters of an unusable answer are sent back to the controller. */
const ECHO_CHARACTERS = 300;

export interface SelectDeps {
  /** Null: the first candidate is taken. */
  readonly controller: Controller | null;
  readonly signal?: AbortSignal;
}

/**
 * Returns the candidate to run, the reason, and the others in rank order. A single candidate is taken without a call;
 * without a controller, the first. Otherwise the controller chooses among opaque ids; if it names none of them it is
 * asked once more, and if it fails again, the first is taken and the reason says so.
 * @throws the signal's reason when aborted; an Error for no candidates, which is the caller's mistake.
 */
export async function selectModel(input: SelectInput, deps: SelectDeps): Promise<Selection> {
  const [first, ...others] = input.candidates;
  if (!first) throw new Error("Internal error: no candidates to select from");
  if (others.length === 0) {
    return { chosen: first, reason: "only candidate", chooser: "only-candidate", passedOver: [] };
  }
  if (!deps.controller) return byRank(input.candidates, `highest rank: ${describeRank(first)}`);
  try {
    return await askController(input, deps.controller, deps.signal);
  } catch (error) {
    deps.signal?.throwIfAborted();
    if (!isFault(error)) throw error;
    const why = `the controller did not choose (${describeError(error)}); taking the top-ranked`;
    return byRank(input.candidates, why);
  }
}

async function askController(
  input: SelectInput,
  controller: Controller,
  signal?: AbortSignal,
): Promise<Selection> {
  const { candidates } = input;
  const messages = selectionPrompt(input);
  const schema = selectionSchema(candidates.length);
  const first = await controller.chat({ messages, schema, shorter: () => shorterSelections(input) }, signal);
  const choice = readChoice(first.text, candidates);
  if (choice.index !== null) return selectionOf(choice.index, choice.reason, input, controller);
  const again: ChatMessage[] = [
    ...messages,
    { role: "assistant", content: first.text.slice(0, ECHO_CHARACTERS) },
    { role: "user", content: againPrompt(candidates.length) },
  ];
  const second = await controller.chat(
    { messages: again, schema, shorter: () => [{ messages, schema }] },
    signal,
  );
  const other = readChoice(second.text, candidates);
  return other.index === null
    ? byRank(candidates, noChoice(choice))
    : selectionOf(other.index, other.reason, input, controller);
}

function selectionOf(
  index: number,
  reason: string,
  { candidates }: SelectInput,
  controller: Controller,
): Selection {
  const chosen = candidates[index];
  if (!chosen) throw new Error(`Internal error: no candidate ${index}`);
  return {
    chosen,
    reason: reason || `chosen by ${controller.name} without a reason`,
    chooser: "controller",
    passedOver: candidates.filter((one) => one !== chosen),
  };
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
