import { t } from "../../lang/words.js";
import { type CliContext, noteLine } from "../../program/cli-context.js";
import { grouped } from "../format.js";
import { LiveLines } from "../live-lines.js";
import { canRedraw } from "../terminal.js";
import { type Progress, progressFrom, progressLine } from "./progress.js";

/** What shows how far work is whose amount is known. */
export interface AmountView {
  readonly show: (name: string, done: number, total: number) => void;
  readonly end: () => void;
}

/** Plain lines of progress are at least this share of the whole apart. */
const LINE_SHARE = 0.1;

/** Returns what shows work on standard error: one line that changes on a terminal, a line now and then elsewhere. */
export function amountView(context: CliContext, now: () => number): AmountView {
  const isTerminal = canRedraw(context.err, context.env);
  let progress: Progress | null = null;
  let shown = 0;
  const live = new LiveLines(context, () => (progress ? [progressLine(progress, now())] : []));
  const close = (): void => {
    const last = progress && isTerminal ? progressLine(progress, now()) : null;
    progress = null;
    shown = 0;
    if (last !== null) live.print(last);
  };
  return {
    show(name, done, total) {
      if (progress?.name !== name) close();
      progress = progressFrom(progress, { name, done, total }, now());
      const share = total === 0 ? 1 : done / total;
      if (isTerminal) return live.draw();
      if (share - shown < LINE_SHARE && !(share === 1 && shown < 1)) return;
      shown = share;
      noteLine(context, t`${name}: ${grouped(done)} of ${grouped(total)}`);
    },
    end() {
      close();
      live.end();
    },
  };
}
