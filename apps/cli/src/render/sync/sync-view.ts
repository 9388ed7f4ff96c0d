import type { SyncReport } from "@hugginggpt/shared";
import { describe, t } from "../../lang/words.js";
import { type CliContext, noteLine } from "../../program/cli-context.js";
import { duration } from "../format.js";
import { canRedraw } from "../terminal.js";
import { syncBars } from "./sync-bars.js";
import { type SyncScreen, syncLines } from "./sync-lines.js";

/** What shows a sync while it works. */
export interface SyncView extends SyncScreen {
  /** Shows how a turn ended, apart from the results on standard output. */
  readonly report: (report: SyncReport) => void;
  /** Shows that a turn failed, where another one follows. */
  readonly fail: (error: unknown) => void;
  /** Shows that the next turn comes after this many milliseconds. */
  readonly wait: (ms: number) => void;
}

/**
 * Returns a view that shows a sync on standard error: bars with counts and remaining time on a terminal, plain lines
 * elsewhere; `now` in milliseconds.
 */
export function syncView(context: CliContext, now: () => number): SyncView {
  const view = canRedraw(context.err, context.env) ? syncBars(context, now) : syncLines(context, now);
  return {
    ...view,
    report: () => undefined,
    fail: (error) => noteLine(context, t`error: ${describe(error)}`),
    wait: (ms) => noteLine(context, t`The next sync starts in ${duration(ms)}.`),
  };
}
