import { type RecordedRun, recordedRun } from "@hugginggpt/runtime";
import { Fault, type JournalEntry } from "@hugginggpt/shared";
import { type ConfigFlags, readConfiguration } from "../config/configuration.js";
import type { CliContext } from "../program/cli-context.js";
import { findRun } from "./find-run.js";
import { type HomeFiles, homeFiles } from "./home.js";
import { type RunKeeping, runKeeping } from "./run-keeping.js";

/** The runs of a home, without anything that a new run would need. */
export interface OpenedRuns extends RunKeeping {
  readonly files: HomeFiles;
}

/** A run of a home. */
export interface OpenedRun {
  readonly keeping: OpenedRuns;
  readonly run: string;
  readonly record: RecordedRun;
  readonly entries: readonly JournalEntry[];
}

/** Opens the runs of a home. @throws Fault CONFIG_INVALID. */
export async function openRuns(flags: ConfigFlags, context: CliContext): Promise<OpenedRuns> {
  const { home, settings } = await readConfiguration(flags, context);
  const files = homeFiles(home);
  return { files, ...runKeeping(files, settings) };
}

/**
 * Opens a run by its id, the beginning of one, or `last`.
 * @throws Fault RUN_NOT_FOUND where there is none or its record does not begin; USAGE, CONFIG_INVALID, DISK.
 */
export async function openRun(wanted: string, flags: ConfigFlags, context: CliContext): Promise<OpenedRun> {
  const keeping = await openRuns(flags, context);
  const run = await findRun(keeping.store, wanted);
  const entries = await keeping.store.entries(run);
  const record = recordedRun(entries);
  if (record) return { keeping, run, record, entries };
  throw new Fault("RUN_NOT_FOUND", `The record of ${run} is empty: the run was ended before it began`, {
    next: "Do the request anew.",
  });
}
