import { t } from "../../lang/words.js";
import type { CliContext } from "../../program/cli-context.js";
import { grouped } from "../format.js";
import { LiveLines } from "../live-lines.js";
import { canRedraw } from "../terminal.js";
import { type Progress, progressFrom, progressLine } from "./progress.js";

/** Shows long work on standard error: one line that changes on a terminal, a line now and then elsewhere. */
export interface ProgressView {
  /** Shows the progress of work whose amount is known. `more` follows the figures. */
  readonly show: (name: string, done: number, total: number, more?: string) => void;
  /** Shows a line that the next one replaces on a terminal. */
  readonly replace: (line: string) => void;
  /** Shows a line that stays, but not twice in a row. The line of earlier progress stays, too. */
  readonly print: (line: string) => void;
  /** Prepares the screen for the next line of text. */
  readonly end: () => void;
}

/** The distance of two plain lines of progress: items, share of the whole, or milliseconds. */
const LINE_EVERY = 500;
const LINE_SHARE = 0.05;
const LINE_EVERY_MS = 10_000;

/** Returns a view of long work; `now` in milliseconds. */
export function progressView(context: CliContext, now: () => number): ProgressView {
  const isTerminal = canRedraw(context.err, context.env);
  const isDue = progressPace(now);
  let progress: Progress | null = null;
  let changing: (() => string) | null = null;
  let last = "";
  const live = new LiveLines(context, () => (changing ? [changing()] : []));
  const settle = (): void => {
    const line = changing?.();
    progress = null;
    changing = null;
    if (line !== undefined) live.print(line);
  };
  const print = (line: string): void => {
    settle();
    if (line !== last) live.print(line);
    last = line;
  };
  const change = (line: () => string): void => {
    changing = line;
    live.draw();
  };
  return {
    show(name, done, total, more = "") {
      if (progress?.name !== name) settle();
      const latest = progressFrom(progress, { name, done, total }, now());
      if (isTerminal) change(() => `${progressLine(latest, now())}${more}`);
      else if (isDue(latest)) print(`${t`${name}: ${grouped(done)} of ${grouped(total)}`}${more}`);
      progress = latest;
    },
    replace: (line) => (isTerminal ? change(() => line) : print(line)),
    print,
    end() {
      settle();
      live.end();
    },
  };
}

/** Returns a function that tells whether a plain line is due: after enough items or time, and at the end. */
function progressPace(now: () => number): (progress: Progress) => boolean {
  let before = "";
  let shown = 0;
  let at = now();
  return ({ name, done, total }) => {
    if (name !== before) shown = 0;
    before = name;
    const step = Math.max(LINE_EVERY, total * LINE_SHARE);
    const isDue = done === total || done - shown >= step || now() - at >= LINE_EVERY_MS;
    if (isDue) {
      shown = done;
      at = now();
    }
    return isDue && total > 0;
  };
}
