import { describeError, type SyncEvent, type SyncReport } from "@hugginggpt/shared";
import { Presets, SingleBar } from "cli-progress";
import { type CliContext, noteLine } from "../program/cli-context.js";
import { count, duration, grouped } from "./format.js";
import { paintFor } from "./paint.js";

/** What shows a sync while it works. */
export interface SyncView {
  readonly show: (event: SyncEvent) => void;
  /** Leaves the screen as the next line of text needs it. */
  readonly end: () => void;
  /** Shows how a turn ended, apart from the results on standard output. */
  readonly report: (report: SyncReport) => void;
  /** Shows that a turn failed, where another one follows. */
  readonly fail: (error: unknown) => void;
  /** Shows that the next turn comes after so many milliseconds. */
  readonly wait: (ms: number) => void;
}

/** Plain lines of progress are at least this many items apart. */
const LINE_EVERY = 500;

/** Returns what shows a sync on standard error: bars with counts and time left on a terminal, plain lines elsewhere. */
export function syncView(context: CliContext): SyncView {
  const view = context.err.isTTY ? barView(context) : lineView(context);
  return {
    ...view,
    report: () => undefined,
    fail: (error) => noteLine(context, `error: ${describeError(error)}`),
    wait: (ms) => noteLine(context, `The next turn begins in ${duration(ms)}.`),
  };
}

/** Returns a sync's report as lines for a person. */
export function syncSummary(report: SyncReport): string[] {
  const { models, cards, vectors } = report;
  return [
    `Models: ${grouped(models.seen)} seen, ${models.added} added, ${models.updated} updated, ${models.unchanged} unchanged, ${models.removed} removed`,
    `Cards: ${cards.fetched} fetched, ${cards.unchanged} unchanged, ${cards.missing} missing, ${cards.gated} gated, ${cards.failed} failed`,
    `Vectors: ${vectors.embedded} embedded, ${vectors.reused} reused`,
    `Endpoints: ${grouped(report.endpoints)} live`,
    `${count(report.requests, "request")} in ${duration(report.seconds * 1000)}`,
    ...leftLines(report),
  ];
}

function leftLines({ left, turn, status }: SyncReport): string[] {
  if (left.cards === 0 && left.vectors === 0 && turn === "complete") return [];
  const why = { complete: "", time: "The time is over. ", cards: "", interrupted: "" }[turn];
  const next = status === "done" && turn === "complete" ? "" : " The next sync goes on.";
  return [
    `${why}Left: ${count(left.cards, "card")} to read, ${count(left.vectors, "text")} to embed.${next}`,
  ];
}

function sentenceOf(event: SyncEvent): string | null {
  switch (event.type) {
    case "sync-started":
      return `${event.resumed ? "Going on with" : "Starting"} ${event.kind === "full" ? "a full listing" : "a listing of what changed"} (${event.scope})`;
    case "models-removed":
      return event.removed > 0
        ? `Removed ${count(event.removed, "model")} that the Hub no longer lists`
        : null;
    case "model-moved":
      return `${event.from} is ${event.to} now`;
    case "endpoints-refreshed":
      return event.endpoints > 0 ? `${event.provider}: ${count(event.endpoints, "live endpoint")}` : null;
    case "endpoints-failed":
      return `warning: endpoints of ${event.provider} could not be read: ${event.error}`;
    case "index-built":
      return `Vector search is served by ${event.kind === "hnsw" ? "HNSW" : "an exact scan"}: ${event.reason}`;
    case "waiting":
      return event.ms >= 1000 ? `Waiting ${duration(event.ms)} to ${event.purpose}` : null;
    case "warning":
      return `warning: ${event.message}`;
    case "page-committed":
    case "cards-progress":
    case "vectors-progress":
      return null;
  }
}

type Screen = Pick<SyncView, "show" | "end">;

function lineView(context: CliContext): Screen {
  let last = "";
  return {
    show(event) {
      const sentence = sentenceOf(event) ?? progressLine(event);
      if (sentence && sentence !== last) noteLine(context, sentence);
      if (sentence) last = sentence;
    },
    end: () => undefined,
  };
}

function progressLine(event: SyncEvent): string | null {
  if (event.type === "page-committed")
    return `Listed ${grouped(event.seen)} models, kept ${grouped(event.kept)}`;
  if (event.type !== "cards-progress" && event.type !== "vectors-progress") return null;
  const what = event.type === "cards-progress" ? "Cards" : "Vectors";
  const due = event.done === event.total || event.done % LINE_EVERY === 0;
  return due && event.total > 0 ? `${what}: ${grouped(event.done)} of ${grouped(event.total)}` : null;
}

function barView(context: CliContext): Screen {
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
      const sentence = sentenceOf(event);
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
