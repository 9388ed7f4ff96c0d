import {
  artifactsOf,
  finishedOutcomes,
  type Past,
  type RecordedRun,
  recordedRun,
  recoverArtifacts,
} from "@hugginggpt/runtime";
import { Fault } from "@hugginggpt/shared";
import { type CliContext, noteLine } from "../program/cli-context.js";
import type { RunKeeping } from "./run-keeping.js";

/**
 * Returns what is known of a run that is taken up again, and removes what its last process left half done in `out`. Call
 * it only while the run is this process's own.
 * @throws Fault RUN_NOT_FOUND where there is no record, DISK.
 */
export async function takeUp(
  { store }: RunKeeping,
  run: string,
  out: string,
  context: CliContext,
): Promise<Past> {
  const record = recordedRun(await store.entries(run));
  if (!record) throw new Fault("RUN_NOT_FOUND", `There is no record of ${run}`);
  const { outcomes, lost } = await finishedOutcomes(record);
  for (const [task, path] of lost) {
    noteLine(context, `${path} is gone or was changed: task ${task} and what waits for it run again.`);
  }
  const named = new Set(artifactsOf({ outcomes }).map(({ path }) => path));
  await recoverArtifacts(out, run, (path) => named.has(path));
  return { record: lost.size > 0 ? withoutEnd(record) : record, finished: outcomes, retell: false };
}

/** The answer told of results that are not there any more. */
function withoutEnd(record: RecordedRun): RecordedRun {
  return { ...record, answer: null, status: null, error: null };
}
