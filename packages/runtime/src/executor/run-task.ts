import {
  type Artifact,
  describeProblem,
  isFault,
  type Outcome,
  oneLine,
  type ResolvedArgs,
  type TaskOutput,
  type ValidTask,
} from "@hugginggpt/shared";
import { resolveArgs } from "./arguments/resolve-args.js";
import { deadline } from "./deadline.js";
import { type Execution, isStopped, type Work } from "./execution.js";
import { fallbackChain, type Step } from "./fallback-chain.js";
import { timeOf } from "./limits.js";
import { markedPicture } from "./marked-picture.js";
import type { AttemptResult } from "./try-step.js";
import { walkChain } from "./walk-chain.js";

/** Runs one task whose dependencies have succeeded: resolves its arguments, awaits the choice, walks the chain. */
export async function runTask(task: ValidTask, execution: Execution): Promise<Outcome> {
  const { deps } = execution;
  const resolved = await resolveArgs(task, { outcomes: execution.outcomes, files: deps.files });
  if ("problem" in resolved) return failed(resolved.problem, null, []);
  const choice = await chosen(task, execution);
  if (isStopped(execution, task.id, 0)) return outOfTime([]);
  if ("none" in choice) return failed(choice.none, choice.next, []);
  const chain = fallbackChain(task.task, choice, deps.backends, deps.limits);
  if (chain.length === 0) {
    const next =
      "Enable a backend that runs it (--backend), or run `indexer sync` to refresh where models run.";
    return failed(`No endpoint of ${choice.chosen.model.id} can be used here`, next, []);
  }
  const { clock, limits } = deps;
  const endsAt = Math.min(execution.endsAt, clock.now() + timeOf(task.task, limits.taskMs));
  const work: Work = { task, args: resolved.args, endsAt, execution };
  const { results, done, left } = await walkChain(work, chain);
  const output = results.at(-1)?.output;
  if (!done && left !== null) return leftUndone(left, results);
  if (!done || !output) return giveUp(work, chain, results);
  return keep(task, resolved.args, done, withMarks(output, resolved.args), results, execution);
}

async function chosen(task: ValidTask, execution: Execution): ReturnType<Execution["deps"]["choose"]> {
  try {
    const { clock, signal, choose } = execution.deps;
    const limit = { clock, ms: execution.endsAt - clock.now(), signal, what: "The choice of a model" };
    return await deadline(limit, () => choose(task));
  } catch (error) {
    return { none: oneLine(describeProblem(error)), next: isFault(error) ? (error.next ?? null) : null };
  }
}

/** What was found in a picture is also a picture: the one that later tasks and the user get to see. */
function withMarks(output: TaskOutput, args: ResolvedArgs): TaskOutput {
  const marked = markedPicture(output, args);
  return marked ? { ...output, media: [marked] } : output;
}

/** Stores the files that a task made, then calls it a success. */
async function keep(
  task: ValidTask,
  args: ResolvedArgs,
  step: Step,
  output: TaskOutput,
  results: readonly AttemptResult[],
  execution: Execution,
): Promise<Outcome> {
  const attempts = results.map((result) => result.attempt);
  const { id: model, sha: revision, license } = step.candidate.model;
  let artifacts: readonly Artifact[];
  try {
    const origin = { taskId: task.id, task: task.task, model, revision, license, endpoint: step.name, args };
    artifacts = await execution.deps.artifacts.keep(output, origin);
  } catch (error) {
    const reason = `${step.model} did its work, but the file could not be kept: ${oneLine(describeProblem(error))}`;
    return failed(reason, isFault(error) ? (error.next ?? null) : null, attempts);
  }
  return { status: "succeeded", model: step.model, endpoint: step.name, output, artifacts, attempts };
}

function giveUp(work: Work, chain: readonly Step[], results: readonly AttemptResult[]): Outcome {
  const { task, endsAt, execution } = work;
  const { clock, limits } = execution.deps;
  const attempts = results.map((result) => result.attempt);
  const last = results.at(-1);
  if (isStopped(execution, task.id, attempts.length)) return outOfTime(attempts);
  const next = isFault(last?.fault) ? (last.fault.next ?? null) : null;
  if (clock.now() >= endsAt) {
    const seconds = (endsAt === execution.endsAt ? limits.runMs : timeOf(task.task, limits.taskMs)) / 1000;
    const whose = endsAt === execution.endsAt ? "run" : "task";
    return failed(
      `The ${whose}'s ${seconds} s were over before it was done`,
      "Raise the time limit.",
      attempts,
    );
  }
  if (!last) return failed(...neverTried(chain, execution), attempts);
  const error = isFault(last.fault)
    ? oneLine(describeProblem(last.fault), 500)
    : (last.attempt.error ?? "it failed");
  if (results.length === 1) return failed(error, next, attempts);
  return failed(
    `${results.length} attempts failed; the last, ${last.attempt.model}: ${error}`,
    next,
    attempts,
  );
}

/** Returns the outcome of a task that the run's cap on its time left undone. */
export function outOfTime(attempts: readonly AttemptResult["attempt"][]): Outcome {
  const reason = "Left undone: the time that --max-time gives the run was over";
  return { status: "skipped", cause: { kind: "time" }, reason, attempts };
}

/** What could have been tried did not fit under the run's caps. */
function leftUndone(cap: string, results: readonly AttemptResult[]): Outcome {
  const failures = results.length === 0 ? "" : ` (${results.length} attempts before had failed)`;
  const attempts = results.map((result) => result.attempt);
  return {
    status: "skipped",
    cause: { kind: "cap", cap },
    reason: `Left undone: ${cap}${failures}`,
    attempts,
  };
}

/** Why nothing of a chain was tried, and what to do. */
function neverTried(chain: readonly Step[], { refused, cooldown }: Execution): [string, string] {
  const refusal = chain.find(({ credential }) => credential !== null && refused.has(credential));
  if (refusal) {
    const fault = refused.get(refusal.credential ?? "");
    const next = isFault(fault) ? fault.next : undefined;
    return [oneLine(describeProblem(fault), 500), next ?? "Check HF_TOKEN."];
  }
  const resting = chain.find(({ name }) => cooldown.waitMs(name) > 0);
  if (!resting) return ["Nothing could be tried", "Try again."];
  const seconds = Math.ceil(cooldown.waitMs(resting.name) / 1000);
  return [
    `${resting.name} is left alone for another ${seconds} s, because: ${cooldown.why(resting.name)}`,
    "Try again later, or allow another provider.",
  ];
}

function failed(reason: string, next: string | null, attempts: readonly AttemptResult["attempt"][]): Outcome {
  return { status: "failed", reason, next, attempts };
}
