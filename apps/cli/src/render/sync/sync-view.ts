import type { SyncEvent, SyncReport } from "@hugginggpt/shared";
import { describe, t } from "../../lang/words.js";
import { type CliContext, noteLine } from "../../program/cli-context.js";
import { duration, grouped } from "../format.js";
import { paintFor } from "../paint.js";
import { type ProgressView, progressView } from "./progress-view.js";
import { syncSentence } from "./sync-sentence.js";

/** Shows a sync while it works. */
export interface SyncView {
  readonly show: (event: SyncEvent) => void;
  /** Prepares the screen for the next line of text. */
  readonly end: () => void;
  /** Shows how a turn ended, apart from the results on standard output. */
  readonly report: (report: SyncReport) => void;
  /** Shows that a turn failed, where another one follows. */
  readonly fail: (error: unknown) => void;
  /** Shows that the next turn comes after this many milliseconds. */
  readonly wait: (ms: number) => void;
}

/** Returns a view that shows a sync on standard error (see `ProgressView`); `now` in milliseconds. */
export function syncView(context: CliContext, now: () => number): SyncView {
  const view = progressView(context, now);
  return {
    show: (event) => showSyncEvent(event, view, context),
    end: view.end,
    report: () => undefined,
    fail: (error) => noteLine(context, t`error: ${describe(error)}`),
    wait: (ms) => noteLine(context, t`The next sync starts in ${duration(ms)}.`),
  };
}

/** Shows one event of a sync. */
export function showSyncEvent(event: SyncEvent, view: ProgressView, { err, env }: CliContext): void {
  const { yellow, dim } = paintFor(err, env);
  const sentence = syncSentence(event);
  if (sentence) view.print(isWarning(event) ? yellow(sentence) : dim(sentence));
  else if (event.type === "page-committed")
    view.replace(t`Listed ${grouped(event.seen)} models, kept ${grouped(event.kept)}`);
  else if (event.type === "cards-progress") view.show(t`Cards`, event.done, event.total);
  else if (event.type === "vectors-progress") view.show(t`Vectors`, event.done, event.total);
}

/** Returns true for an event that a user should look at. */
export function isWarning({ type }: SyncEvent): boolean {
  return type === "warning" || type === "endpoints-failed";
}
