import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { handClock } from "../testing/hand-clock.js";
import { leavingOf } from "./leaving.js";

const GRACE = 30_000;

function watched(hasEnded = false) {
  const clock = handClock();
  const stopped: string[] = [];
  const stop = async (run: string) => stopped.push(run) > 0;
  return { clock, stopped, leaving: leavingOf({ stop, hasEnded: () => hasEnded }, clock) };
}

describe("a run whose client goes away", () => {
  it("is stopped once nobody has followed it for the time of grace, and not before", async () => {
    const { clock, stopped, leaving } = watched();
    const leave = leaving.follow("a");
    leave();
    leave(); // A connection that says so twice is gone once.
    await clock.pass(GRACE - 1);
    expect(stopped).toEqual([]);
    await clock.pass(1);
    expect(stopped).toEqual(["a"]);
  });

  it("goes on where somebody else follows it, or the client is back in time", async () => {
    const { clock, stopped, leaving } = watched();
    const [one, other] = [leaving.follow("a"), leaving.follow("a")];
    one();
    await clock.pass(GRACE);
    other();
    await clock.pass(GRACE - 1);
    const back = leaving.follow("a");
    await clock.pass(GRACE);
    expect(stopped).toEqual([]);
    back();
    await clock.pass(GRACE);
    expect(stopped).toEqual(["a"]);
  });

  it("has its whole time of grace each time that the client goes", async () => {
    const { clock, stopped, leaving } = watched();
    leaving.follow("a")();
    await clock.pass(GRACE - 1);
    leaving.follow("a")();
    await clock.pass(GRACE - 1);
    expect(stopped).toEqual([]);
    await clock.pass(1);
    expect([stopped, clock.sleepers]).toEqual([["a"], 0]);
  });

  it("is left alone where it has ended", async () => {
    const { clock, stopped, leaving } = watched(true);
    leaving.follow("a")();
    await clock.pass(GRACE);
    expect([stopped, clock.sleepers]).toEqual([[], 0]);
  });

  it("is never stopped while one follows it, whoever comes and goes", async () => {
    const step = fc.record({ run: fc.constantFrom("a", "b"), comes: fc.boolean(), wait: fc.nat(GRACE) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const { clock, stopped, leaving } = watched();
        const open = new Map<string, (() => void)[]>([
          ["a", []],
          ["b", []],
        ]);
        for (const { run, comes, wait } of steps) {
          const ends = open.get(run) ?? [];
          if (comes) ends.push(leaving.follow(run));
          else ends.pop()?.();
          const held = [...open].filter(([, all]) => all.length > 0).map(([name]) => name);
          stopped.length = 0;
          await clock.pass(wait);
          expect(stopped.filter((name) => held.includes(name))).toEqual([]);
        }
      }),
      { seed: 20261130, numRuns: 200 },
    );
  });
});
