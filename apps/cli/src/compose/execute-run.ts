import { join, resolve } from "node:path";
import { newRunId, type PlanChange, type Proposal, type RunInput, type RunReport } from "@hugginggpt/runtime";
import { systemClock } from "@hugginggpt/shared";
import type { ConfigFlags } from "../config/configuration.js";
import type { AnswerStream } from "../program/answer-stream.js";
import type { CliContext } from "../program/cli-context.js";
import { type Conduct, conductRun } from "./conduct-run.js";
import { setupOf } from "./run-setup.js";
import type { Runtime } from "./runtime.js";

/** One request to a runtime. */
export interface RunRequest extends Pick<RunInput, "request" | "files" | "until" | "plan" | "history"> {
  /** Directory for the files that are made; undefined: `outputs/<run>/`. */
  readonly out?: string | undefined;
  /** What the command line set, for whoever takes the run up again. */
  readonly flags?: ConfigFlags;
  /** Whether somebody is asked before anything is executed. */
  readonly asks?: boolean;
  /** Whether results of earlier runs are reused. */
  readonly cache?: boolean | undefined;
  /** Do not show events. */
  readonly quiet?: boolean | undefined;
  /** Events that are not shown, because the caller prints what they say. */
  readonly elsewhere?: Conduct["elsewhere"];
  readonly approve?: ((proposal: Proposal) => Promise<boolean | PlanChange>) | undefined;
  /** Shows the answer while it is written; undefined: it is in the report only. */
  readonly stream?: AnswerStream | undefined;
  readonly signal: AbortSignal;
}

/** Runs a request and returns its report; events go to the journal and, unless quiet, to standard error. */
export async function executeRun(
  runtime: Runtime,
  wanted: RunRequest,
  context: CliContext,
): Promise<RunReport> {
  const {
    out,
    asks = false,
    cache = false,
    flags = {},
    quiet,
    elsewhere,
    approve,
    stream,
    signal,
    ...input
  } = wanted;
  const run = newRunId(systemClock.now());
  const { topK, policy, models, limits, caps, prompts } = runtime.configuration;
  return conductRun(
    runtime,
    {
      input: { run, ...input, topK, policy, models, limits, caps, prompts },
      setup: setupOf(flags, { out: resolve(context.cwd, out ?? join("outputs", run)), asks, cache }),
      quiet,
      elsewhere,
      approve,
      stream,
      signal,
    },
    context,
  );
}
