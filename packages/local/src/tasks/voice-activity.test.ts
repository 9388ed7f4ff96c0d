import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { speechIn } from "./voice-activity.js";

/** Seconds of one frame. */
const FRAME = 512 / 16_000;
const frames = (seconds: number, probability: number): number[] =>
  Array.from({ length: Math.round(seconds / FRAME) }, () => probability);
const speech = (likely: readonly number[]) =>
  speechIn(likely, likely.length * FRAME).map(({ start, end }) =>
    [start, end].map((at) => Number(at.toFixed(2))),
  );

describe("speechIn", () => {
  it("finds what is said between silences, with a little around it", () => {
    expect(speech([...frames(0.64, 0), ...frames(1.28, 0.9), ...frames(0.64, 0)])).toEqual([[0.61, 1.95]]);
  });

  it("takes a short pause for part of it, and a long one for its end", () => {
    const around = (pause: number) =>
      speech([...frames(0.64, 0.9), ...frames(pause, 0), ...frames(0.64, 0.9)]);
    expect(around(0.064)).toHaveLength(1);
    expect(around(0.32)).toHaveLength(2);
  });

  it("takes a click for no speech", () => {
    expect(speech([...frames(0.64, 0), ...frames(0.192, 1), ...frames(0.64, 0)])).toEqual([]);
  });

  it("goes on while the probability is between the two bounds, and begins nothing there", () => {
    expect(speech([...frames(0.64, 0.9), ...frames(0.64, 0.4)])).toEqual([[0, 1.28]]);
    expect(speech(frames(1.28, 0.4))).toEqual([]);
  });

  it("is within the recording, in order, whatever was heard", () => {
    const likely = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 200 });
    fc.assert(
      fc.property(likely, (all) => {
        const seconds = all.length * FRAME;
        const found = speechIn(all, seconds);
        for (const { start = 0, end = 0 } of found) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(seconds);
        }
        for (const [at, { start = 0 }] of found.slice(1).entries())
          expect(start).toBeGreaterThan(found[at]?.start ?? 0);
      }),
    );
  });
});
