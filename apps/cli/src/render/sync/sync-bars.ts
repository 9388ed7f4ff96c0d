import { t } from "../../lang/words.js";
import type { CliContext } from "../../program/cli-context.js";
import { grouped } from "../format.js";
import { LiveLines } from "../live-lines.js";
import { paintFor } from "../paint.js";
import { type Progress, progressFrom, progressLine } from "./progress.js";
import type { SyncScreen } from "./sync-lines.js";
import { syncSentence } from "./sync-sentence.js";

/** Returns what shows a sync on a terminal: a line that changes with counts, time taken and time left, and news above it. */
export function syncBars(context: CliContext, now: () => number): SyncScreen {
  const paint = paintFor(context.err, context.env);
  let progress: Progress | null = null;
  let listing: string | null = null;
  const lines = (): string[] => {
    const line = progress ? progressLine(progress, now()) : listing;
    return line === null ? [] : [line];
  };
  const live = new LiveLines(context, lines);
  /** What has come to its end stays on the screen. */
  const settle = (): void => {
    const [line] = lines();
    progress = null;
    listing = null;
    if (line !== undefined) live.print(line);
  };
  return {
    show(event) {
      if (event.type === "page-committed") {
        listing = t`Listing ${grouped(event.seen)} models seen, ${grouped(event.kept)} kept`;
        return live.draw();
      }
      if (event.type === "cards-progress" || event.type === "vectors-progress") {
        const name = event.type === "cards-progress" ? t`Cards  ` : t`Vectors`;
        if (progress?.name !== name) settle();
        progress = progressFrom(progress, { name, done: event.done, total: event.total }, now());
        return live.draw();
      }
      const sentence = syncSentence(event);
      if (!sentence) return;
      settle();
      live.print(sentence.startsWith("warning:") ? paint.yellow(sentence) : paint.dim(sentence));
    },
    end() {
      settle();
      live.end();
    },
  };
}
