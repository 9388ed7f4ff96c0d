import {
  type Clock,
  describeError,
  type Emit,
  isFault,
  type RunEvent,
  type RunStore,
} from "@hugginggpt/shared";
import { RunLog } from "../journal/run-log.js";
import type { RunDeps } from "./run-input.js";

/**
 * Performs a run with each of its events written down in a store before and after it happens, and returns its result.
 * A store that cannot be written stops nothing: a warning says so.
 * @throws Fault RUN_LOCKED where another process is at the run, and what the run throws.
 */
export async function journaledRun<Result>(
  store: RunStore,
  run: string,
  deps: RunDeps,
  perform: (deps: RunDeps) => Promise<Result>,
): Promise<Result> {
  const log = await openLog(store, run, deps);
  if (!log) return perform(deps);
  const emit = (event: RunEvent): void => {
    log.record(event);
    deps.emit(event);
  };
  try {
    return await perform({ ...deps, emit, flush: () => log.flush() });
  } finally {
    // What became of the run matters more than that its record could not be written to the end.
    await log
      .close()
      .catch((error: unknown) => warn(deps.emit, "The record of this run is not whole", error));
  }
}

async function openLog(
  store: RunStore,
  run: string,
  { clock, emit }: { readonly clock: Clock; readonly emit: Emit },
): Promise<RunLog | null> {
  try {
    return await RunLog.open(store, run, clock);
  } catch (error) {
    if (!isFault(error, "DISK")) throw error;
    warn(emit, "This run is not recorded", error);
    return null;
  }
}

function warn(emit: Emit, what: string, error: unknown): void {
  emit({ type: "warning", message: `${what}: ${describeError(error)}` });
}
