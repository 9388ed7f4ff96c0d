import {
  DirectoryArtifactStore,
  type Past,
  type PlanChange,
  type Proposal,
  ReusedResults,
  type RunInput,
  RunLog,
  type RunReport,
  runRequest,
} from "@hugginggpt/runtime";
import { describeError, type Emit, isFault, type RunEvent, systemClock } from "@hugginggpt/shared";
import type { AnswerStream } from "../program/answer-stream.js";
import { type CliContext, noteLine } from "../program/cli-context.js";
import { version } from "../program/version.js";
import { runView } from "../render/run-view.js";
import type { RunKeeping } from "./run-keeping.js";
import type { RunSetupRecord } from "./run-setup.js";
import type { Runtime } from "./runtime.js";

/** A run, new or taken up again, and how it is shown. */
export interface Conduct {
  readonly input: RunInput;
  readonly setup: RunSetupRecord;
  /** Called once the run is this process's own: returns what is known of it. Absent: the run begins. */
  readonly takeUp?: (() => Promise<Past>) | undefined;
  /** Do not show events. */
  readonly quiet?: boolean | undefined;
  /** Events that are not shown, because the caller prints what they say. */
  readonly elsewhere?: readonly RunEvent["type"][] | undefined;
  readonly approve?: ((proposal: Proposal) => Promise<boolean | PlanChange>) | undefined;
  /** Shows the answer while it is written; undefined: it is in the report only. */
  readonly stream?: AnswerStream | undefined;
  readonly signal: AbortSignal;
}

/**
 * Performs a run and returns its report; events go to the journal and, unless quiet, to standard error. A run that is
 * interrupted says how to go on with it.
 * @throws Fault as `runRequest` does; RUN_LOCKED where another process is at the run.
 */
export async function conductRun(runtime: Runtime, wanted: Conduct, context: CliContext): Promise<RunReport> {
  const { keeping } = runtime;
  if (!keeping) return perform(runtime, { ...wanted, past: undefined }, undefined, context);
  const { run } = wanted.input;
  const log = await openLog(keeping, wanted, context);
  if (!log) return perform(runtime, { ...wanted, past: undefined }, undefined, context);
  let report: RunReport;
  try {
    const past = await wanted.takeUp?.();
    // Of a run that has come to its end nothing new is to be told.
    const isOver = past?.record.status && past.record.answer;
    report = await perform(runtime, { ...wanted, past }, isOver ? undefined : log, context);
  } catch (error) {
    // What stopped the run matters more than that its journal could not be written to the end.
    await log.close().catch(() => undefined);
    if (wanted.signal.aborted || (isFault(error) && error.retryable))
      noteLine(context, `To go on: hugginggpt runs resume ${run}`);
    throw error;
  }
  await log.close().catch((error: unknown) => {
    noteLine(context, `warning: the record of ${run} is not whole: ${describeError(error)}`);
  });
  return report;
}

/** A new run goes on where its record cannot be kept; one that is taken up again has nothing else to go by. */
async function openLog(
  { store }: RunKeeping,
  { input, takeUp }: Conduct,
  context: CliContext,
): Promise<RunLog | null> {
  try {
    return await RunLog.open(store, input.run, systemClock);
  } catch (error) {
    if (takeUp || !isFault(error, "DISK")) throw error;
    noteLine(context, `warning: the run is not recorded and cannot be resumed: ${describeError(error)}`);
    return null;
  }
}

async function perform(
  runtime: Runtime,
  wanted: Conduct & { readonly past: Past | undefined },
  log: RunLog | undefined,
  context: CliContext,
): Promise<RunReport> {
  const { input, setup, past, quiet, approve, stream, signal } = wanted;
  const view = runView(context, wanted.elsewhere);
  const reused =
    setup.cache && runtime.keeping
      ? new ReusedResults(runtime.keeping.results, (event) => emit(event))
      : null;
  const emit: Emit = (event: RunEvent) => {
    reused?.take(event);
    log?.record(event);
    if (event.type === "run-ended") stream?.endLine();
    if (!quiet) view(event);
  };
  if (past) showPlan(past, view, quiet);
  for (const warning of runtime.warnings) emit({ type: "warning", message: warning });
  if (runtime.keeping && !past) await keepFiles(runtime.keeping, input, emit);
  const live = runRequest(input, {
    ...runtime,
    backends: reused ? runtime.backends.map((backend) => reused.over(backend)) : runtime.backends,
    artifacts: new DirectoryArtifactStore(setup.out, { run: input.run, clock: systemClock }),
    clock: systemClock,
    emit,
    signal,
    versions: { hugginggpt: version() },
    setup: { ...setup },
    ...(log ? { flush: () => log.flush() } : {}),
    ...(past ? { past } : {}),
    ...(approve ? { approve } : {}),
    ...(stream ? { onAnswerText: stream.write } : {}),
  });
  const report = await live.report;
  await reused?.settled();
  return report;
}

/** What is known already is not told again by the run itself. */
function showPlan({ record: { plan }, finished }: Past, view: Emit, quiet: boolean | undefined): void {
  if (quiet || !plan) return;
  view({ type: "plan-ready", plan });
  for (const [task, outcome] of finished) view({ type: "task-ended", task, outcome });
}

/** A copy that cannot be kept stops nothing: the run only cannot be taken up again. */
async function keepFiles({ shelf }: RunKeeping, { files }: RunInput, emit: Emit): Promise<void> {
  try {
    for (const { bytes } of files) await shelf.put(bytes);
  } catch (error) {
    const message = `No copy of the given files is kept, so the run cannot be resumed: ${describeError(error)}`;
    emit({ type: "warning", message });
  }
}
