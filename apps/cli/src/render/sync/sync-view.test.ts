import { PassThrough } from "node:stream";
import type { SyncEvent } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import type { CliContext } from "../../program/cli-context.js";
import { syncView } from "./sync-view.js";

/** Returns the lines that are written where no terminal is; an event comes with the time at which it happens. */
function linesOf(events: readonly (readonly [ms: number, event: SyncEvent])[]): string[] {
  const err = new PassThrough();
  let now = 0;
  // Only what the view touches of a context is there.
  const view = syncView({ env: {}, err } as unknown as CliContext, () => now);
  for (const [ms, event] of events) {
    now = ms;
    view.show(event);
  }
  return String(err.read() ?? "")
    .split("\n")
    .filter(Boolean);
}

describe("what shows a sync where no terminal is", () => {
  const cards = (done: number): SyncEvent => ({ type: "cards-progress", done, total: 1200 });

  test("has a line of progress every 500 items, whatever the steps, and at the end", () => {
    const steps = Array.from({ length: 172 }, (_, n) => [0, cards(Math.min(1200, 7 * (n + 1)))] as const);
    expect(linesOf(steps)).toEqual(["Cards: 504 of 1,200", "Cards: 1,008 of 1,200", "Cards: 1,200 of 1,200"]);
  });

  test("is never silent for more than ten seconds of progress", () => {
    expect(linesOf([1, 5, 10, 11, 19, 20].map((s) => [s * 1000, cards(s)] as const))).toEqual([
      "Cards: 10 of 1,200",
      "Cards: 20 of 1,200",
    ]);
  });

  test("counts each kind of progress for itself", () => {
    const vectors: SyncEvent = { type: "vectors-progress", done: 500, total: 1200 };
    expect(
      linesOf([
        [0, cards(1200)],
        [0, vectors],
      ]),
    ).toEqual(["Cards: 1,200 of 1,200", "Vectors: 500 of 1,200"]);
  });
});
