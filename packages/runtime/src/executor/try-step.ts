import {
  type Attempt,
  type CallUsage,
  describeError,
  isFault,
  type Job,
  type JobHandle,
  type JobProgress,
  type JobWatch,
  oneLine,
  recordFault,
  type TaskOutput,
} from "@hugginggpt/shared";
import { inputBound, type OpenCall } from "./call-meter.js";
import { addUsage, cleanUsage } from "./call-usage.js";
import { checkedOutput } from "./checked-output.js";
import { deadline } from "./deadline.js";
import { isOver, type Work } from "./execution.js";
import type { Step } from "./fallback-chain.js";
import { isCharged } from "./is-charged.js";
import { timeOf } from "./limits.js";

/** How an attempt ended: with an output, or with the error that was thrown. */
export interface AttemptResult {
  readonly attempt: Attempt;
  readonly output: TaskOutput | null;
  readonly fault: unknown;
}

/** Why a step was not tried: it does not fit the run's budget. */
export interface LeftStep {
  readonly left: string;
}

/** The smallest change of progress that is reported, in percent. */
const PERCENT_STEP = 5;

/**
 * Tries one step and returns how it ended, or that it does not fit under the run's caps; never throws. With a handle it
 * waits for the job instead of submitting it. The attempt's time is its kind's limit or the rest of the task's or the
 * run's, whichever is shorter; if that is already over, nothing is sent or charged.
 */
export async function tryStep(work: Work, step: Step, handle?: JobHandle): Promise<AttemptResult | LeftStep> {
  const { task, execution } = work;
  const { clock, limits, signal, flush } = execution.deps;
  const { model, name: endpoint, backend } = step;
  const call = await beginCall(work, step);
  if (call && "left" in call) return call;
  execution.deps.emit({ type: "attempt-started", task: task.id, model, endpoint });
  await flush?.();
  const unready = await prepare(work, step, call);
  const started = clock.now();
  const ms = Math.min(timeOf(task.task, limits.attemptMs), work.endsAt - started);
  let used: CallUsage = {};
  const isSent = !unready && !isOver(work);
  const ended = (charged: boolean) => ({ ms: clock.now() - started, ...endCall(call, used, charged) });
  try {
    if (unready) throw unready.error;
    const output = await deadline({ clock, ms, signal, what: model }, async (until) => {
      const job = jobOf(work, step, call);
      const watch = watchOf(work, step, until, (usage) => {
        used = addUsage(used, cleanUsage(usage));
      });
      const made =
        handle && backend.awaitJob
          ? backend.awaitJob(job, handle, until, watch)
          : backend.run(job, until, watch);
      return checkedOutput(task.task, model, await made);
    });
    return { attempt: { model, endpoint, ok: true, error: null, ...ended(true) }, output, fault: null };
  } catch (fault) {
    const code = isFault(fault) ? { faultCode: fault.code } : {};
    const why = isFault(fault) ? describeError(fault) : `Internal error: ${describeError(fault)}`;
    const error = oneLine(why, 500);
    const spent = ended(isSent && isCharged(fault));
    execution.deps.emit({
      type: "attempt-failed",
      task: task.id,
      model,
      endpoint,
      error,
      fault: recordFault(fault),
    });
    return { attempt: { model, endpoint, ok: false, ...code, error, ...spent }, output: null, fault };
  }
}

/**
 * Prepares a model within the run's time, which does not count as the attempt's; returns the error, null if there is
 * none.
 */
async function prepare(
  work: Work,
  step: Step,
  call: OpenCall | null,
): Promise<{ readonly error: unknown } | null> {
  const { execution } = work;
  const { clock, signal } = execution.deps;
  const { backend, model } = step;
  if (!backend.prepare || isOver(work)) return null;
  const started = clock.now();
  try {
    await deadline({ clock, ms: execution.endsAt - started, signal, what: model }, async (until) => {
      const watch = watchOf(work, step, until, () => undefined);
      await backend.prepare?.(jobOf(work, step, call), until, watch);
    });
    return null;
  } catch (error) {
    return { error };
  } finally {
    work.endsAt = Math.min(execution.endsAt, work.endsAt + clock.now() - started);
  }
}

/** Reserves the call; null for a step that runs on this machine, and without a meter. */
async function beginCall({ task, args, execution }: Work, step: Step): Promise<OpenCall | LeftStep | null> {
  const { meter } = execution.deps;
  const { endpoint, model, name } = step;
  if (!meter || endpoint.kind === "builtin" || endpoint.kind === "local") return null;
  const price = endpoint.kind === "controller" ? null : (endpoint.price ?? null);
  const caller = endpoint.kind === "controller" ? "controller" : "task";
  try {
    return await meter.begin({
      caller,
      task: task.id,
      model,
      endpoint: name,
      price,
      inputTokens: () => inputBound(args),
    });
  } catch (fault) {
    if (isFault(fault, "LIMIT_REACHED")) return { left: describeError(fault) };
    throw fault;
  }
}

function endCall(call: OpenCall | null, usage: CallUsage, charged: boolean): Pick<Attempt, "usage" | "cost"> {
  const isKnown = Object.keys(usage).length > 0;
  return { ...(isKnown ? { usage } : {}), ...(call ? { cost: call.end(usage, charged) } : {}) };
}

function jobOf({ task, args }: Work, { model, candidate, endpoint }: Step, call: OpenCall | null): Job {
  const most = call?.maxOutputTokens;
  return {
    task: task.task,
    taskId: task.id,
    model,
    revision: candidate.model.sha,
    endpoint,
    args,
    ...(most === undefined ? {} : { maxOutputTokens: most }),
  };
}

/** Turns the reports of an attempt into events: only changes, and nothing once its signal is aborted. */
function watchOf(
  { task, execution }: Work,
  { model, name: endpoint }: Step,
  signal: AbortSignal,
  used: NonNullable<JobWatch["used"]>,
): JobWatch {
  const place = { task: task.id, model, endpoint };
  let last: JobProgress | null = null;
  return {
    submitted: (handle) => {
      if (!signal.aborted) execution.deps.emit({ type: "job-submitted", ...place, handle });
    },
    progress: (progress) => {
      if (signal.aborted || (last && !isNews(progress, last))) return;
      last = progress;
      execution.deps.emit({ type: "attempt-progress", ...place, progress });
    },
    used,
    warn: (message) => {
      if (!signal.aborted) execution.deps.emit({ type: "warning", message: oneLine(message, 300) });
    },
  };
}

function isNews(now: JobProgress, last: JobProgress): boolean {
  if (now.state !== last.state || now.position !== last.position) return true;
  return now.percent !== null && Math.abs(now.percent - (last.percent ?? 0)) >= PERCENT_STEP;
}
