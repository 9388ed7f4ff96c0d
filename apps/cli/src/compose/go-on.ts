import { type RecordedRun, type RunReport, restoredInput } from "@hugginggpt/runtime";
import { askApproval, requireTerminal } from "../program/approval.js";
import { type CliContext, noteLine } from "../program/cli-context.js";
import { conductRun } from "./conduct-run.js";
import type { OpenedRun } from "./open-runs.js";
import { readSetup } from "./run-setup.js";
import { composeRuntime } from "./runtime.js";
import { takeUp } from "./take-up.js";

export interface GoOnOptions {
  readonly home?: string | undefined;
  readonly quiet?: boolean | undefined;
  /** Answers the question of `--approve` with yes. */
  readonly yes?: boolean | undefined;
}

/**
 * Goes on with a run where its record ends and returns its report.
 * @throws Fault INPUT_UNREADABLE where the record or a kept file is not whole, RUN_LOCKED where another process is at
 * it, and what a run throws.
 */
export async function goOn(
  { keeping, run, record }: OpenedRun,
  options: GoOnOptions,
  context: CliContext,
): Promise<RunReport> {
  const setup = readSetup(run, record.input?.setup);
  const { out, asks, controller, embedder, backend, allowPrivateNetwork } = setup;
  const input = await restoredInput(record, (hash) => keeping.shelf.get(hash));
  const asksAgain = asks && !record.executing;
  if (asksAgain && !options.yes) requireTerminal(context);
  const runtime = await composeRuntime(
    { controller, embedder, backend, allowPrivateNetwork, home: options.home, persist: true },
    context,
  );
  try {
    warnOfOtherController(record, runtime.controller?.name ?? "offline", context);
    return await conductRun(
      runtime,
      {
        input,
        setup,
        takeUp: () => takeUp(keeping, run, out, context),
        quiet: options.quiet,
        ...(asksAgain ? { approve: (proposal) => askApproval(proposal, options.yes === true, context) } : {}),
        signal: context.signal,
      },
      context,
    );
  } finally {
    runtime.close();
  }
}

function warnOfOtherController({ controller }: RecordedRun, now: string, context: CliContext): void {
  if (controller === now) return;
  noteLine(context, `The run was begun with the controller ${controller}; it goes on with ${now}.`);
}
