import {
  describeProblem,
  isFault,
  type Outcome,
  oneLine,
  type ResolvedArgs,
  type TaskOutput,
  taskSpec,
  type ValidTask,
} from "@hugginggpt/shared";
import { resolveArgs } from "./arguments/resolve-args.js";
import { deadline } from "./deadline.js";
import { type Execution, isStopped, type TaskChoice, type Work } from "./execution.js";
import { fallbackChain, type Step } from "./fallback-chain.js";
import { heardAfter, heardBefore } from "./heard.js";
import { timeOf } from "./limits.js";
import { blocked, cancelled, failed, gaveUp, leftUndone, outOfTime } from "./unfinished.js";
import { type Walk, walkChain } from "./walk-chain.js";

/**
 * Runs one task and returns its outcome: waits for its dependencies and for a free slot, resolves its arguments, awaits
 * the choice, walks the chain and keeps the result. A recorded outcome is returned unchanged.
 */
export async function runTask(task: ValidTask, execution: Execution): Promise<Outcome> {
  const { deps, outcomes, slots } = execution;
  const recorded = deps.recorded?.get(task.id);
  if (recorded) {
    outcomes.set(task.id, recorded);
    return recorded;
  }
  const unmet = await unmetDependencies(task, execution);
  const ended =
    unmet.length > 0
      ? blocked(unmet)
      : await slots(async () => {
          const work = await begin(task, execution);
          return "status" in work ? work : outcomeOf(work, await walkChain(work));
        });
  const outcome = deps.signal.aborted && ended.status !== "succeeded" ? cancelled(ended.attempts) : ended;
  outcomes.set(task.id, outcome);
  execution.deps.emit({ type: "task-ended", task: task.id, outcome });
  return outcome;
}

async function unmetDependencies({ dep }: ValidTask, { running }: Execution): Promise<number[]> {
  const before = await Promise.all(dep.map((id) => running.get(id)));
  return dep.filter((_, i) => before[i]?.status !== "succeeded");
}

/** Returns the work for a task, or its outcome if nothing can be done. */
async function begin(task: ValidTask, execution: Execution): Promise<Work | Outcome> {
  const { deps, outcomes } = execution;
  if (deps.signal.aborted) return cancelled([]);
  if (isStopped(execution, task.id, null)) return outOfTime([]);
  execution.deps.emit({ type: "task-started", task: task.id });
  const resolved = await resolveArgs(task, { outcomes, files: deps.files });
  if ("problem" in resolved) return failed(resolved.problem, null, []);
  const heard = await heardBefore(task.task, resolved.args, deps.signal);
  warn(heard.remarks, execution);
  if (heard.mute)
    return failed(`${heard.mute} has no sound`, "Give a recording in which something is heard.", []);
  const choice = await chosen(task, execution);
  if (isStopped(execution, task.id, 0)) return outOfTime([]);
  if ("none" in choice) return failed(choice.none, choice.next, []);
  const chain = fallbackChain(task.task, choice, deps.backends, deps.limits);
  if (chain.length === 0) {
    const next =
      "Enable a backend that runs it (--backend), or run `indexer sync` to refresh where models run.";
    return failed(`No endpoint of ${choice.chosen.model.id} can be used here`, next, []);
  }
  const endsAt = Math.min(execution.endsAt, deps.clock.now() + timeOf(task.task, deps.limits.taskMs));
  return { task, args: resolved.args, chain, endsAt, execution };
}

function warn(messages: readonly string[], { deps }: Execution): void {
  for (const message of messages) deps.emit({ type: "warning", message });
}

async function chosen(task: ValidTask, { deps, endsAt }: Execution): Promise<TaskChoice> {
  const { clock, signal, choose } = deps;
  const limit = { clock, ms: endsAt - clock.now(), signal, what: "The choice of a model" };
  try {
    return await deadline(limit, () => choose(task));
  } catch (error) {
    return { none: oneLine(describeProblem(error)), next: isFault(error) ? (error.next ?? null) : null };
  }
}

async function outcomeOf(work: Work, { results, done, left }: Walk): Promise<Outcome> {
  const attempts = results.map(({ attempt }) => attempt);
  const last = results.at(-1);
  if (done && last?.output) {
    warnOfNoWords(last.output, done.model, work);
    const { output, remarks } = await heardAfter(last.output, work.execution.deps.signal);
    warn(remarks, work.execution);
    return kept(work, done, await withMarks(output, work.args), attempts);
  }
  return left === null ? gaveUp(work, attempts, last?.fault) : leftUndone(left, attempts);
}

/** An empty text is a valid answer of a task that reads or hears, but looks like a missing one. */
function warnOfNoWords({ text }: TaskOutput, model: string, { task, execution }: Work): void {
  if (text === undefined || text.trim() !== "" || !taskSpec(task.task).textMayBeEmpty) return;
  execution.deps.emit({ type: "warning", message: `${model} found no words for task ${task.id}` });
}

/** Adds the picture with its findings marked, for later tasks and the user. */
async function withMarks(output: TaskOutput, args: ResolvedArgs): Promise<TaskOutput> {
  if (!output.boxes && !output.masks && !output.keypoints) return output;
  const { markedPicture } = await import("./marked-picture.js");
  const marked = markedPicture(output, args);
  return marked ? { ...output, media: [marked] } : output;
}

/** Stores the files that a task made and returns its success; a failure if they cannot be stored. */
async function kept(
  { task, args, execution }: Work,
  { name: endpoint, candidate }: Step,
  output: TaskOutput,
  attempts: Outcome["attempts"],
): Promise<Outcome> {
  const { id: model, sha: revision, license } = candidate.model;
  try {
    const origin = { taskId: task.id, task: task.task, model, revision, license, endpoint, args };
    const artifacts = await execution.deps.artifacts.keep(output, origin);
    return { status: "succeeded", model, endpoint, output, artifacts, attempts };
  } catch (error) {
    const reason = `${model} finished, but its file could not be saved: ${oneLine(describeProblem(error))}`;
    return failed(reason, isFault(error) ? (error.next ?? null) : null, attempts);
  }
}
