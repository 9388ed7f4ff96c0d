import { t } from "../../lang/words.js";
import { duration, grouped } from "../format.js";

/** The progress of work whose amount is known. */
export interface Progress {
  readonly name: string;
  readonly done: number;
  readonly total: number;
  /** How much was done when watching began, and that time in milliseconds. */
  readonly from: number;
  readonly since: number;
}

const CELLS = 20;

/** Bars of names up to this length begin in the same column. */
const NAME = 7;
/** An estimate needs at least this many milliseconds and items. */
const LEAST_MS = 3_000;
const LEAST_DONE = 10;

/** Returns progress that continues from an earlier report of the same thing, or begins. */
export function progressFrom(
  before: Progress | null,
  { name, done, total }: Pick<Progress, "name" | "done" | "total">,
  now: number,
): Progress {
  const isContinued = before?.name === name && done >= before.done;
  return {
    name,
    done,
    total,
    from: isContinued ? before.from : done,
    since: isContinued ? before.since : now,
  };
}

/**
 * Returns progress as a line: "Cards ███████░░░ 35 % · 180 of 514 · 20 s, about 37 s left". The remaining time appears
 * when it can be estimated.
 */
export function progressLine({ name, done, total, from, since }: Progress, now: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const cells = Math.floor(share * CELLS);
  const bar = "█".repeat(cells) + "░".repeat(CELLS - cells);
  const ms = now - since;
  const isKnown = ms >= LEAST_MS && done - from >= LEAST_DONE && done < total;
  const left = isKnown ? Math.max(1_000, ((total - done) * ms) / (done - from)) : null;
  const time = `${duration(ms)}${left === null ? "" : t`, about ${duration(left)} left`}`;
  return t`${name.padEnd(NAME)} ${bar} ${Math.floor(share * 100)} % · ${grouped(done)} of ${grouped(total)} · ${time}`;
}
