import {
  type Attempt,
  type CallUsage,
  describeError,
  Fault,
  isFault,
  type JobHandle,
  type JobProgress,
  type JobWatch,
  oneLine,
  recordFault,
  type TaskOutput,
} from "@hugginggpt/shared";
import { inputBound, type OpenCall } from "./call-meter.js";
import { addUsage, cleanUsage } from "./call-usage.js";
import { cleanOutput } from "./clean-output.js";
import { deadline } from "./deadline.js";
import { isOver, report, type Work } from "./execution.js";
import type { Step } from "./fallback-chain.js";
import { isCharged } from "./is-charged.js";
import { timeOf } from "./limits.js";
import { outputProblem } from "./output-problem.js";

/** How an attempt ended: with an output, or with what was thrown. */
export interface AttemptResult {
  readonly attempt: Attempt;
  readonly output: TaskOutput | null;
  readonly fault: unknown;
}

/** A change of this many percent is worth an event. */
const PERCENT_STEP = 5;

/** Why a step was not tried: it does not fit under what the run may use. */
export interface LeftStep {
  readonly left: string;
}

/**
 * Tries one step and returns how it ended, or that it does not fit under the run's caps; never throws. With a handle the
 * job is waited for, not submitted. The attempt's time is its kind's limit or what is left of the task's or the run's,
 * whichever is shorter.
 */
export async function tryStep(work: Work, step: Step, handle?: JobHandle): Promise<AttemptResult | LeftStep> {
  const { task, execution } = work;
  const { clock } = execution.deps;
  const place = { model: step.model, endpoint: step.name };
  const call = await beginCall(work, step);
  if (call && "left" in call) return call;
  report(execution, { type: "attempt-started", task: task.id, ...place });
  await execution.deps.flush?.();
  const started = clock.now();
  const used: UsedSoFar = { usage: {} };
  // Whoever waited too long to begin has not asked anybody.
  const isSent = !isOver(work);
  try {
    const output = await attempt(work, step, { handle, used, call });
    const ms = clock.now() - started;
    const spent = endCall(call, used.usage, true);
    return { attempt: { ...place, ok: true, error: null, ms, ...spent }, output, fault: null };
  } catch (fault) {
    const spent = endCall(call, used.usage, isSent && isCharged(fault));
    const error = oneLine(
      isFault(fault) ? describeError(fault) : `Internal error: ${describeError(fault)}`,
      500,
    );
    report(execution, { type: "attempt-failed", task: task.id, ...place, error, fault: recordFault(fault) });
    return {
      attempt: {
        ...place,
        ok: false,
        ...(isFault(fault) ? { faultCode: fault.code } : {}),
        error,
        ms: clock.now() - started,
        ...spent,
      },
      output: null,
      fault,
    };
  }
}

/** What an attempt has said so far that it used. */
interface UsedSoFar {
  usage: CallUsage;
}

/** Null for what runs on this machine, and where nobody counts. */
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
      inputTokens: inputBound(args),
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

interface Attempted {
  readonly handle: JobHandle | undefined;
  readonly used: UsedSoFar;
  readonly call: OpenCall | null;
}

async function attempt(work: Work, step: Step, { handle, used, call }: Attempted): Promise<TaskOutput> {
  const { task, args, endsAt, execution } = work;
  const { clock, limits, signal } = execution.deps;
  const { backend, endpoint, model, candidate } = step;
  const ms = Math.min(timeOf(task.task, limits.attemptMs), endsAt - clock.now());
  const maxOutputTokens = call?.maxOutputTokens;
  const job = {
    task: task.task,
    taskId: task.id,
    model,
    revision: candidate.model.sha,
    endpoint,
    args,
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
  };
  const raw = await deadline({ clock, ms, signal, what: model }, (limited) => {
    const watch = watchOf(work, step, used, limited);
    if (handle === undefined) return backend.run(job, limited, watch);
    if (!backend.resumeJob) throw new Fault("UNSUPPORTED", `${step.name} keeps no jobs`);
    return backend.resumeJob(job, handle, limited, watch);
  });
  const output = cleanOutput(raw);
  const problem = outputProblem(task.task, output);
  if (problem) throw new Fault("BAD_RESPONSE", `${model} ${problem}`, { wanted: task.task });
  return output;
}

/** Turns what an attempt tells into events: changes only, and nothing once its signal is aborted. */
function watchOf(
  { task, execution }: Work,
  { model, name: endpoint }: Step,
  used: UsedSoFar,
  signal: AbortSignal,
): JobWatch {
  const place = { task: task.id, model, endpoint };
  let last: JobProgress | null = null;
  return {
    submitted: (handle) => {
      if (!signal.aborted) report(execution, { type: "job-submitted", ...place, handle });
    },
    progress: (progress) => {
      if (signal.aborted || (last && !isNews(progress, last))) return;
      last = progress;
      report(execution, { type: "attempt-progress", ...place, progress });
    },
    used: (usage) => {
      used.usage = addUsage(used.usage, cleanUsage(usage));
    },
  };
}

function isNews(now: JobProgress, last: JobProgress): boolean {
  if (now.state !== last.state || now.position !== last.position) return true;
  return now.percent !== null && Math.abs(now.percent - (last.percent ?? 0)) >= PERCENT_STEP;
}
