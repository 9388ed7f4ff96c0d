import {
  type Artifact,
  type Outcome,
  outputText,
  printable,
  secondsText,
  type TaskId,
  type TaskOutput,
  taskSpec,
  type ValidPlan,
} from "@hugginggpt/shared";

const OUTPUT_CHARACTERS = 2_000;
const MAX_LABELS = 5;

const WORDS: Readonly<Record<string, string>> = {
  image: "a picture",
  audio: "a recording",
  video: "a video",
};

const TONES = new Set(["positive", "negative", "neutral"]);

/**
 * Returns an answer put together from outcomes without a language model: a paragraph for each task that succeeded, with
 * its result and model, what files it made, then what was not done and why. A task without an outcome is left out.
 */
export function templateAnswer(plan: ValidPlan, outcomes: ReadonlyMap<number, Outcome>): string {
  const done: string[] = [];
  const undone: string[] = [];
  for (const { id, task } of plan.tasks) {
    const outcome = outcomes.get(id);
    if (outcome?.status === "succeeded")
      done.push(describeResult(resultHeading(task, outcome.output), outcome));
    else if (outcome) undone.push(`- ${taskSpec(task).name}: ${describeFailure(outcome)}`);
  }
  if (undone.length > 0) done.push([`Not done:`, ...undone].join("\n"));
  return printable(done.length > 0 ? done.join("\n\n") : "Nothing was done.");
}

function describeResult(heading: string, outcome: Extract<Outcome, { status: "succeeded" }>): string {
  const text = cut(outputText(withFewLabels(outcome.output)));
  const result = text || outcome.artifacts.map(describeFile).join(", ") || "done";
  return `${heading} (by ${outcome.model}${recovered(outcome)}):\n${result}`;
}

/** Describes a file without its name, which the list of a run's files contains. */
function describeFile({ mediaType, seconds }: Artifact): string {
  const what = WORDS[mediaType.split("/")[0] ?? ""] ?? "a file";
  return seconds === undefined ? what : `${what} of ${secondsText(seconds)}`;
}

/** Says which models failed before the one that did the work. */
function recovered({ attempts, model }: Extract<Outcome, { status: "succeeded" }>): string {
  const failed = new Set(attempts.filter(({ ok }) => !ok).map((attempt) => attempt.model));
  failed.delete(model);
  return failed.size > 0 ? `, after ${[...failed].join(" and ")} failed` : "";
}

function describeFailure(outcome: Exclude<Outcome, { status: "succeeded" }>): string {
  const reason = outcome.reason.replace(/\.$/, "");
  const next = outcome.status === "failed" && outcome.next ? ` ${outcome.next}` : "";
  return `${outcome.status}. ${reason}.${next}`;
}

function withFewLabels(output: TaskOutput): TaskOutput {
  return output.labels ? { ...output, labels: output.labels.slice(0, MAX_LABELS) } : output;
}

function cut(text: string): string {
  return text.length > OUTPUT_CHARACTERS ? `${text.slice(0, OUTPUT_CHARACTERS - 1)}…` : text;
}

/** Returns the heading of a result in an answer: "Summary", "Tone"; by default the Hub's title of the task. */
function resultHeading(task: TaskId, output: TaskOutput): string {
  const isTone =
    task === "text-classification" && output.labels?.every(({ label }) => TONES.has(label.toLowerCase()));
  return isTone ? "Tone" : taskSpec(task).heading;
}
