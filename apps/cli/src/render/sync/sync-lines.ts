import type { SyncEvent } from "@hugginggpt/shared";
import { t } from "../../lang/words.js";
import { type CliContext, noteLine } from "../../program/cli-context.js";
import { grouped } from "../format.js";
import { syncSentence } from "./sync-sentence.js";

/** The part of a sync's view that differs between a terminal and other places. */
export interface SyncScreen {
  readonly show: (event: SyncEvent) => void;
  /** Leaves the screen as the next line of text needs it. */
  readonly end: () => void;
}

/** Plain lines of progress are at least this many items or milliseconds apart. */
const LINE_EVERY = 500;
const LINE_EVERY_MS = 10_000;

/** Returns what shows a sync as plain lines on standard error: progress now and then, no sentence twice in a row. */
export function syncLines(context: CliContext, now: () => number): SyncScreen {
  let last = "";
  const isDue = progressPace(now);
  return {
    show(event) {
      const sentence = syncSentence(event) ?? progressLine(event, isDue);
      if (sentence && sentence !== last) noteLine(context, sentence);
      if (sentence) last = sentence;
    },
    end: () => undefined,
  };
}

type Progress = Extract<SyncEvent, { type: "cards-progress" | "vectors-progress" }>;

/** Returns what says whether a line of progress is due: after enough items, after enough time, and at the end. */
function progressPace(now: () => number): (event: Progress) => boolean {
  let type = "";
  let done = 0;
  let at = now();
  return (event) => {
    if (event.type !== type) done = 0;
    type = event.type;
    const isDue =
      event.done === event.total || event.done - done >= LINE_EVERY || now() - at >= LINE_EVERY_MS;
    if (isDue) {
      done = event.done;
      at = now();
    }
    return isDue && event.total > 0;
  };
}

function progressLine(event: SyncEvent, isDue: (event: Progress) => boolean): string | null {
  if (event.type === "page-committed")
    return t`Listed ${grouped(event.seen)} models, kept ${grouped(event.kept)}`;
  if (event.type !== "cards-progress" && event.type !== "vectors-progress") return null;
  const what = event.type === "cards-progress" ? t`Cards` : t`Vectors`;
  return isDue(event) ? t`${what}: ${grouped(event.done)} of ${grouped(event.total)}` : null;
}
