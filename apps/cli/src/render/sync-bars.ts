import { Presets, SingleBar } from "cli-progress";
import { type CliContext, noteLine } from "../program/cli-context.js";
import { grouped } from "./format.js";
import { paintFor } from "./paint.js";
import type { SyncScreen } from "./sync-lines.js";
import { syncSentence } from "./sync-sentence.js";

/** Returns what shows a sync on a terminal: bars with counts and time left, other news between them. */
export function syncBars(context: CliContext): SyncScreen {
  const paint = paintFor(context.err, context.env);
  let bar: SingleBar | null = null;
  let phase = "";
  const stop = () => {
    bar?.stop();
    bar = null;
    phase = "";
  };
  const advance = (name: string, done: number, total: number) => {
    if (phase !== name) {
      stop();
      bar = new SingleBar(
        { format: barFormat(name), stream: context.err, hideCursor: true, clearOnComplete: false },
        Presets.shades_classic,
      );
      bar.start(total, done);
      phase = name;
    }
    bar?.setTotal(total);
    bar?.update(done);
  };
  let listing = false;
  const endListing = () => {
    if (listing) context.err.write("\n");
    listing = false;
  };
  return {
    show(event) {
      if (event.type === "page-committed") {
        context.err.write(`\rListing   ${grouped(event.seen)} models seen, ${grouped(event.kept)} kept`);
        listing = true;
        return;
      }
      endListing();
      if (event.type === "cards-progress") return advance("Cards", event.done, event.total);
      if (event.type === "vectors-progress") return advance("Vectors", event.done, event.total);
      const sentence = syncSentence(event);
      if (!sentence) return;
      stop();
      noteLine(context, sentence.startsWith("warning:") ? paint.yellow(sentence) : paint.dim(sentence));
    },
    end() {
      endListing();
      stop();
    },
  };
}

function barFormat(name: string): string {
  return `${name.padEnd(9)} {bar} {percentage}% | {value}/{total} | {eta_formatted} left`;
}
