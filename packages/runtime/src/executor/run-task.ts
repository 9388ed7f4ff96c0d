import {
  type Artifact,
  describeError,
  isFault,
  type Outcome,
  oneLine,
  type ResolvedArgs,
  type TaskOutput,
  type ValidTask,
} from "@hugginggpt/shared";
import { deadline } from "./deadline.js";
import type { Execution } from "./execution.js";
import { fallbackChain, type Step } from "./fallback-chain.js";
import { markedPicture } from "./marked-picture.js";
import { resolveArgs } from "./resolve-args.js";
import { type AttemptResult, tryStep } from "./try-step.js";

/** Runs one task whose dependencies have succeeded: resolves its arguments, awaits the choice, walks the chain. */
export async function runTask(task: ValidTask, execution: Execution): Promise<Outcome> {
  const { deps } = execution;
  const resolved = await resolveArgs(task, { outcomes: execution.outcomes, files: deps.files });
  if ("problem" in resolved) return failed(resolved.problem, null, []);
  const choice = await chosen(task, execution);
  if ("none" in choice) return failed(choice.none, choice.next, []);
  const chain = fallbackChain(task.task, choice, deps.backends, deps.limits);
  if (chain.length === 0) {
    const next =
      "Enable a backend that runs it (--backend), or run `indexer sync` to refresh where models run.";
    return failed(`No endpoint of ${choice.chosen.model.id} can be used here`, next, []);
  }
  return walk(task, resolved.args, chain, execution);
}

async function chosen(task: ValidTask, execution: Execution): ReturnType<Execution["deps"]["choose"]> {
  try {
    const { clock, signal, choose } = execution.deps;
    const limit = { clock, ms: execution.endsAt - clock.now(), signal, what: "The choice of a model" };
    return await deadline(limit, () => choose(task));
  } catch (error) {
    return { none: oneLine(describeError(error)), next: isFault(error) ? (error.next ?? null) : null };
  }
}

/** Walks the chain until a step succeeds. */
async function walk(
  task: ValidTask,
  args: ResolvedArgs,
  chain: readonly Step[],
  execution: Execution,
): Promise<Outcome> {
  const results: AttemptResult[] = [];
  const spent = new Set<string>();
  for (const step of chain) {
    if (spent.has(step.model) || execution.refused.has(step.backend.kind)) continue;
    if (execution.deps.signal.aborted || execution.deps.clock.now() >= execution.endsAt) break;
    const result = await tryStep(task, args, step, execution);
    results.push(result);
    if (result.output) return keep(task, step, withMarks(result.output, args), results, execution);
    if (isFault(result.fault, "BAD_REQUEST")) spent.add(step.model);
  }
  return giveUp(chain, results, execution);
}

/** What was found in a picture is also a picture: the one that later tasks and the user get to see. */
function withMarks(output: TaskOutput, args: ResolvedArgs): TaskOutput {
  const marked = markedPicture(output, args);
  return marked ? { ...output, media: [marked] } : output;
}

/** Stores the files that a task made, then calls it a success. */
async function keep(
  task: ValidTask,
  step: Step,
  output: TaskOutput,
  results: readonly AttemptResult[],
  execution: Execution,
): Promise<Outcome> {
  const attempts = results.map((result) => result.attempt);
  const artifacts: Artifact[] = [];
  try {
    for (const media of output.media ?? []) {
      const origin = { taskId: task.id, task: task.task, model: step.model };
      artifacts.push(await execution.deps.artifacts.put(media, origin));
    }
  } catch (error) {
    const reason = `${step.model} did its work, but the file could not be kept: ${oneLine(describeError(error))}`;
    return failed(reason, isFault(error) ? (error.next ?? null) : null, attempts);
  }
  return { status: "succeeded", model: step.model, endpoint: step.name, output, artifacts, attempts };
}

function giveUp(chain: readonly Step[], results: readonly AttemptResult[], execution: Execution): Outcome {
  const attempts = results.map((result) => result.attempt);
  const last = results.at(-1);
  const refusal = chain.map((step) => execution.refused.get(step.backend.kind)).find(Boolean);
  const next = isFault(last?.fault) ? (last.fault.next ?? null) : null;
  if (execution.deps.clock.now() >= execution.endsAt) {
    const seconds = execution.deps.limits.runMs / 1000;
    return failed(`The run's ${seconds} s were over before it was done`, "Raise the time limit.", attempts);
  }
  if (!last) return failed(refusal ?? "Nothing could be tried", "Check HF_TOKEN.", attempts);
  const error = last.attempt.error ?? "it failed";
  if (results.length === 1) return failed(error, next, attempts);
  return failed(
    `${results.length} attempts failed; the last, ${last.attempt.model}: ${error}`,
    next,
    attempts,
  );
}

function failed(reason: string, next: string | null, attempts: readonly AttemptResult["attempt"][]): Outcome {
  return { status: "failed", reason, next, attempts };
}
