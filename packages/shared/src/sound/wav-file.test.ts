import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSound } from "./read-sound.js";
import { wavOf } from "./wav-file.js";

const RATE = 16_000;
/** Rounding to 16 bits takes half a step, and some readers divide by 32,768: up to a whole one. */
const MOST = 1.5 / 0x7fff;
const heard = (bytes: Uint8Array) => readSound({ bytes, mediaType: "audio/wav", name: "a.wav" });

describe("a WAV file", () => {
  it("is heard as it was made, channel by channel", async () => {
    const frame = fc.tuple(...[0, 1].map(() => fc.double({ min: -1, max: 1, noNaN: true })));
    const frames = fc.array(frame, { minLength: 1, maxLength: 2000, size: "max" });
    await fc.assert(
      fc.asyncProperty(frames, fc.integer({ min: 1, max: 2 }), async (made, count) => {
        const given = Array.from({ length: count }, (_, of) =>
          Float32Array.from(made, (one) => one[of] ?? 0),
        );
        const { channels, rate } = await heard(wavOf(given, RATE));
        expect([rate, channels.length, channels[0]?.length]).toEqual([RATE, count, made.length]);
        for (const [of, samples] of channels.entries())
          for (const [at, sample] of samples.entries())
            expect(Math.abs(sample - (given[of]?.[at] ?? 0))).toBeLessThanOrEqual(MOST);
      }),
      { numRuns: 4, seed: 20261130 },
    );
  });

  it("is cut where it is too loud, and silent where there is no number", async () => {
    const wild = Float32Array.of(7, -7, Number.POSITIVE_INFINITY, Number.NaN);
    const { channels } = await heard(wavOf([wild], RATE));
    expect([...(channels[0] ?? [])].map(Math.round).map(Math.abs)).toEqual([1, 1, 0, 0]);
  });
});
