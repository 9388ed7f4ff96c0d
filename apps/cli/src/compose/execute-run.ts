import { join, resolve } from "node:path";
import {
  DirectoryArtifactStore,
  type Proposal,
  type RunInput,
  type RunReport,
  readUserFile,
  runRequest,
} from "@hugginggpt/runtime";
import { type RunEvent, systemClock, type UserFile } from "@hugginggpt/shared";
import type { CliContext } from "../program/cli-context.js";
import { runView } from "../render/run-view.js";
import { newRunId } from "./run-id.js";
import type { Runtime } from "./runtime.js";

/** One request to a runtime. */
export interface RunRequest extends Pick<RunInput, "request" | "files" | "until" | "plan" | "history"> {
  /** Directory for the files that are made; undefined: `outputs/<run>/`. */
  readonly out?: string | undefined;
  /** Do not show events. */
  readonly quiet?: boolean | undefined;
  readonly approve?: ((proposal: Proposal) => Promise<boolean>) | undefined;
  readonly onAnswerText?: ((piece: string) => void) | undefined;
  readonly signal: AbortSignal;
}

/** Runs a request and returns its report; events go to the journal and, unless quiet, to standard error. */
export async function executeRun(
  runtime: Runtime,
  wanted: RunRequest,
  context: CliContext,
): Promise<RunReport> {
  const { out, quiet, approve, onAnswerText, signal, ...input } = wanted;
  const run = newRunId(systemClock.now());
  const view = runView(context);
  const emit = (event: RunEvent) => {
    runtime.record(run, event);
    if (!quiet) view(event);
  };
  for (const warning of runtime.warnings) emit({ type: "warning", message: warning });
  const { topK, policy, models, limits } = runtime.configuration;
  return runRequest(
    { run, ...input, topK, policy, models, limits },
    {
      ...runtime,
      artifacts: new DirectoryArtifactStore(resolve(context.cwd, out ?? join("outputs", run))),
      clock: systemClock,
      emit,
      signal,
      ...(approve ? { approve } : {}),
      ...(onAnswerText ? { onAnswerText } : {}),
    },
  );
}

/** Reads the files that a user gave; handles follow their order, the first is 1. @throws Fault as `readUserFile` does. */
export function readFiles(paths: readonly string[]): Promise<UserFile[]> {
  return Promise.all(paths.map((path, i) => readUserFile(path, i + 1)));
}
