import { findRun, followRun, type LiveRun, type RunQueue, type RuntimeRequest } from "@hugginggpt/runtime";
import { Fault, systemClock } from "@hugginggpt/shared";
import type { OpenedRuntime } from "../compose/runtime.js";
import { t } from "../lang/words.js";
import { type CliContext, noteLine } from "./cli-context.js";

/** After this time without a worker a note is shown, in milliseconds. */
const PATIENCE_MS = 5_000;

/** A run in the shared queue. */
export interface QueuedRequest {
  readonly run: string;
  /** Follows it to its end; Ctrl-C cancels it. */
  readonly follow: () => Promise<LiveRun>;
  readonly close: () => Promise<void>;
}

/**
 * Records a run and puts it into the shared queue.
 * @throws Fault as `requireShared` does, DATABASE_UNREACHABLE.
 */
export async function queuedRun(
  request: RuntimeRequest,
  opened: OpenedRuntime,
  context: CliContext,
): Promise<QueuedRequest> {
  const { runtime, storage, shared } = requireShared(opened);
  const queue = await shared.openQueue();
  const run = await runtime.prepare(request);
  await queue.put(run, "cli");
  const over = new AbortController();
  return {
    run,
    follow: async () => {
      const live = followRun(await findRun(storage.runs, run), { sessions: runtime, queue, storage });
      context.signal.addEventListener("abort", () => live.cancel(), { once: true });
      void noteWaiting(run, queue, over.signal, context);
      return live;
    },
    close: () => {
      over.abort();
      return queue.close();
    },
  };
}

/**
 * Returns a runtime whose runs are shared by processes.
 * @throws Fault USAGE if no database, or no place for files that all machines reach, is configured.
 */
export function requireShared(opened: OpenedRuntime) {
  const { shared, storage, home } = opened;
  if (!shared || !storage)
    throw new Fault("USAGE", "Runs are not shared here: no database is configured", {
      wanted: "a PostgreSQL database that servers, workers and this command reach",
      next: "Set HUGGINGGPT_DATABASE_URL; `hugginggpt help workers` tells more.",
    });
  if (home.settings.artifacts === null)
    throw new Fault("USAGE", "There is no place for the files of runs that all machines reach", {
      wanted: "a folder that they share, or s3://bucket/prefix",
      next: "Set HUGGINGGPT_ARTIFACTS; `hugginggpt help workers` tells more.",
    });
  return { ...opened, shared, storage };
}

async function noteWaiting(
  run: string,
  queue: RunQueue,
  over: AbortSignal,
  context: CliContext,
): Promise<void> {
  await systemClock.sleep(PATIENCE_MS, over).catch(() => undefined); // It is over.
  if (over.aborted) return;
  const states = await queue.states([run]).catch(() => null); // Whoever follows the run is told of it.
  if (states?.get(run) === "queued")
    noteLine(context, t`No worker has taken the run yet. To start one: hugginggpt worker`);
}
