import type { RunDeps, RunInput } from "./run-input.js";

/** The share of the run's time that is reserved for the answer, and its limit in milliseconds. */
const ANSWER_SHARE = 0.2;
const ANSWER_MS = 30_000;

/**
 * Returns when choices and tasks must end, in milliseconds since the epoch; null: never. The answer is part of the run:
 * some time is reserved if a language model writes it.
 */
export function workStopsAt(
  { caps, until }: Pick<RunInput, "caps" | "until">,
  { spending, controller }: Pick<RunDeps, "spending" | "controller">,
): number | null {
  const stopsAt = spending?.stopsAt ?? null;
  if (stopsAt === null || !controller || until !== "all") return stopsAt;
  return stopsAt - Math.min(ANSWER_MS, (caps?.maxMs ?? 0) * ANSWER_SHARE);
}
