import { type Outcome, oneLine, outputText, secondsText, taskSpec, type ValidPlan } from "@hugginggpt/shared";

/** What happened to a task, in the form that the prompt for the answer contains. */
export interface Evidence {
  readonly id: number;
  readonly task: string;
  readonly status: Outcome["status"];
  readonly model?: string;
  readonly endpoint?: string;
  /** Its output as text, shortened. */
  readonly output?: string;
  /** Names of the files it made, of recordings and videos with their length. */
  readonly files?: readonly string[];
  /** Why it did not succeed, and the next step. */
  readonly error?: string;
  /** Models that failed before. */
  readonly triedBefore?: readonly string[];
}

/** The most characters of all outputs together, and the fewest for each. */
const OUTPUT_BUDGET = 4_500;
const OUTPUT_MINIMUM = 150;
const ERROR_CHARACTERS = 300;

/**
 * Returns the evidence of every task in the plan's order: about 6,000 characters in all, shared equally among the
 * outputs. A task without an outcome is skipped. `budget`: characters of all outputs together.
 */
export function collectEvidence(
  plan: ValidPlan,
  outcomes: ReadonlyMap<number, Outcome>,
  budget = OUTPUT_BUDGET,
): Evidence[] {
  const limit = Math.max(OUTPUT_MINIMUM, Math.floor(budget / Math.max(1, outcomes.size)));
  return plan.tasks.flatMap(({ id, task }) => {
    const outcome = outcomes.get(id);
    return outcome ? [{ id, task: taskSpec(task).id, ...describeOutcome(outcome, limit) }] : [];
  });
}

function describeOutcome(outcome: Outcome, limit: number): Omit<Evidence, "id" | "task"> {
  const failed = outcome.attempts.filter(({ ok }) => !ok);
  const tried = [
    ...new Set(failed.map(({ model, error }) => `${model}: ${oneLine(error ?? "failed", 120)}`)),
  ];
  const triedBefore = tried.length > 0 ? { triedBefore: tried.slice(0, 3) } : {};
  if (outcome.status !== "succeeded") {
    const next = outcome.status === "failed" && outcome.next ? `. ${outcome.next}` : "";
    return {
      status: outcome.status,
      error: oneLine(`${outcome.reason.replace(/\.$/, "")}${next}`, ERROR_CHARACTERS),
      ...triedBefore,
    };
  }
  const text = outputText(outcome.output);
  const files = outcome.artifacts.map(({ name, seconds }) =>
    seconds === undefined ? name : `${name} (${secondsText(seconds)})`,
  );
  return {
    status: outcome.status,
    model: outcome.model,
    endpoint: outcome.endpoint,
    ...(text ? { output: oneLine(text, limit) } : {}),
    ...(files.length > 0 ? { files } : {}),
    ...triedBefore,
  };
}
