import { describeProblem, isFault, type JobHandle, oneLine } from "@hugginggpt/shared";
import { isOver, isStopped, type Work } from "./execution.js";
import { failureKind } from "./failure-kind.js";
import type { Step } from "./fallback-chain.js";
import { type AttemptResult, tryStep } from "./try-step.js";

/** How far a task has come along its chain. */
interface Trail {
  readonly results: AttemptResult[];
  /** How often each step was tried. */
  readonly tries: Map<Step, number>;
  /** Steps that are not tried again. */
  readonly closed: Set<Step>;
  /** The earliest time at which a failed step is tried again, in milliseconds since the epoch. */
  readonly notBefore: Map<Step, number>;
  /** Models whose server refused the arguments. */
  readonly refusers: Set<string>;
  /** Attempts beyond the first of each model. */
  retries: number;
  /** Why the first step that did not fit the run's caps was not tried; null if all fitted. */
  left: string | null;
}

/** The result of a walk: the attempts, and the step that succeeded; null if none did. */
export interface Walk extends Pick<Trail, "results" | "left"> {
  readonly done: Step | null;
}

/** The longest wait for the last remaining provider, in milliseconds. */
const MAX_WAIT_MS = 10_000;
/** After this many models have refused the arguments, no other model of their kind is tried. */
const BELIEVED = 2;

/** The step to try, and its earlier job at the provider, if there is one. */
interface Next {
  readonly step: Step;
  readonly handle?: JobHandle;
}

/**
 * Walks a task's chain until a step succeeds or nothing is left to try. A previously submitted job is awaited first. A
 * provider in cooldown is skipped while there is another step; if it is the last one, it is awaited for at most ten
 * seconds. Temporary failures are retried after everything else, while retries last.
 */
export async function walkChain(work: Work): Promise<Walk> {
  const trail: Trail = {
    results: [],
    tries: new Map(),
    closed: new Set(),
    notBefore: new Map(),
    refusers: new Set(),
    retries: 0,
    left: null,
  };
  let next = submitted(work) ?? (await nextStep(work, trail));
  for (; next; next = await nextStep(work, trail)) {
    const result = await tryStep(work, next.step, next.handle);
    if ("left" in result) {
      trail.left ??= result.left;
      trail.closed.add(next.step);
      continue;
    }
    await note(work, next, result, trail);
    if (result.output) break;
  }
  return { ...trail, done: next?.step ?? null };
}

/** Returns the step whose job was submitted earlier, if it can be awaited. */
function submitted({ task, chain, execution }: Work): Next | null {
  const job = execution.deps.submitted?.get(task.id);
  const step = job && chain.find(({ model, name }) => model === job.model && name === job.endpoint);
  return job && step?.backend.awaitJob ? { step, handle: job.handle } : null;
}

/** Returns the next step, by the schedule if there is one, after waiting for it if needed; null if nothing is left. */
async function nextStep(work: Work, trail: Trail): Promise<Next | null> {
  for (;;) {
    if (isOver(work) || isStopped(work.execution, work.task.id, trail.results.length)) return null;
    const open = work.chain.filter((step) => isOpen(step, work, trail));
    const scheduled = work.execution.deps.schedule?.next(work.task.id, trail.results.length);
    if (scheduled === "end") return null;
    const next = open.find(({ model, name }) => model === scheduled?.model && name === scheduled?.endpoint);
    if (next) return { step: next };
    const tries = (step: Step): number => trail.tries.get(step) ?? 0;
    const ordered = open.sort((a, b) => tries(a) - tries(b));
    const waits = ordered.map((step) => ({ step, ms: waitMs(step, work, trail) }));
    const soonest = waits.toSorted((a, b) => a.ms - b.ms)[0];
    if (!soonest || soonest.ms > MAX_WAIT_MS) return null;
    if (soonest.ms === 0) return { step: soonest.step };
    await pause(work, soonest.step, soonest.ms);
  }
}

function isOpen(step: Step, { execution }: Work, { closed, results, retries }: Trail): boolean {
  if (closed.has(step)) return false;
  if (step.credential !== null && execution.refused.has(step.credential)) return false;
  const isRetry = results.some(({ attempt }) => attempt.model === step.model);
  return !isRetry || retries < execution.deps.limits.retries;
}

function waitMs(step: Step, { execution }: Work, { notBefore }: Trail): number {
  const own = (notBefore.get(step) ?? 0) - execution.deps.clock.now();
  return Math.max(0, own, execution.cooldown.waitMs(step.name));
}

/** Waits, at most until the task's time is over or the run is cancelled. */
async function pause({ task, endsAt, execution }: Work, step: Step, ms: number): Promise<void> {
  const { clock, signal } = execution.deps;
  const place = { task: task.id, model: step.model, endpoint: step.name };
  if (execution.cooldown.waitMs(step.name) > 0)
    execution.deps.emit({ type: "attempt-waiting", ...place, ms });
  await clock.sleep(Math.min(ms, endsAt - clock.now()), signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** Notes how a step ended, for the next steps here and elsewhere; in a cancelled run only that it was tried. */
async function note(work: Work, { step, handle }: Next, result: AttemptResult, trail: Trail): Promise<void> {
  if (trail.results.some(({ attempt }) => attempt.model === step.model)) trail.retries++;
  trail.results.push(result);
  // A lost or failed job may be submitted again.
  if (!result.output && !handle) trail.tries.set(step, (trail.tries.get(step) ?? 0) + 1);
  if (work.execution.deps.signal.aborted) return;
  if (result.output) work.execution.cooldown.worked(step.name);
  else noteFailure(work, step, result, trail, handle !== undefined);
  await noteRecord(work, result);
}

/** A failure due to a key, credits or arguments says nothing about a model, and neither does a reused result. */
async function noteRecord({ execution }: Work, { attempt, output, fault }: AttemptResult): Promise<void> {
  const { records } = execution.deps;
  if (!records || attempt.usage?.reused) return;
  const { model, endpoint, ms } = attempt;
  if (output) await records.note({ model, endpoint, ok: true, ms });
  else if (!["credential", "credits", "argument"].includes(failureKind(fault)))
    await records.note({ model, endpoint, ok: false, ms, isNotServed: isNotServed(endpoint, fault) });
}

/** Whether a provider says that it does not serve the model, or does not know the address. */
function isNotServed(endpoint: string, fault: unknown): boolean {
  const isGone = isFault(fault) && (fault.code === "NOT_FOUND" || fault.about.includes("not-served"));
  return isGone && endpoint.startsWith("provider:");
}

function noteFailure(
  { chain, execution }: Work,
  step: Step,
  { fault }: AttemptResult,
  trail: Trail,
  wasSubmitted: boolean,
): void {
  const { cooldown, refused, deps } = execution;
  const why = oneLine(describeProblem(fault), 500);
  switch (failureKind(fault)) {
    case "credential":
      if (step.credential !== null) refused.set(step.credential, fault);
      trail.closed.add(step);
      return;
    case "busy":
      cooldown.refused(step.name, isFault(fault) ? fault.retryAfterMs : undefined, why);
      return;
    case "credits":
      cooldown.unpaid(step.name, why);
      trail.closed.add(step);
      return;
    case "passing":
      cooldown.failed(step.name, why);
      trail.notBefore.set(step, deps.clock.now() + cooldown.pauseMs(trail.tries.get(step) ?? 0));
      return;
    case "argument":
      noteArgument(step, chain, trail);
      return;
    case "lasting":
      if (!wasSubmitted) trail.closed.add(step);
  }
}

/** Closes the model's other steps; if several models refused, all steps of that kind of backend. */
function noteArgument(step: Step, chain: readonly Step[], { closed, refusers }: Trail): void {
  refusers.add(step.model);
  const isBelieved = refusers.size >= BELIEVED;
  for (const one of chain) {
    if (one.model === step.model || (isBelieved && one.backend.kind === step.backend.kind)) closed.add(one);
  }
}
