import { isFault, type Media } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { samplesOf } from "./samples.js";
import { wavOf } from "./wav-file.js";

const RATE = 16_000;
/** Rounding to 16 bits takes half a step, and some readers divide by 32,768: up to a whole one. */
const MOST = 1.5 / 0x7fff;
const media = (bytes: Uint8Array): Media => ({ kind: "audio", bytes, mediaType: "audio/wav", name: "a.wav" });

describe("a WAV file", () => {
  it("is heard as it was made", async () => {
    const sound = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: 1,
      maxLength: 2000,
      size: "max",
    });
    await fc.assert(
      fc.asyncProperty(sound, async (made) => {
        const { samples, seconds } = await samplesOf(media(wavOf(Float32Array.from(made), RATE)), RATE);
        expect(seconds).toBeCloseTo(made.length / RATE, 9);
        expect(samples).toHaveLength(made.length);
        for (const [at, sample] of samples.entries())
          expect(Math.abs(sample - (made[at] ?? 0))).toBeLessThanOrEqual(MOST);
      }),
      { numRuns: 4, seed: 20261130 },
    );
  });

  it("is cut where it is too loud, and silent where there is no number", async () => {
    const wild = Float32Array.of(7, -7, Number.POSITIVE_INFINITY, Number.NaN);
    const { samples } = await samplesOf(media(wavOf(wild, RATE)), RATE);
    expect([...samples].map(Math.round).map(Math.abs)).toEqual([1, 1, 0, 0]);
  });

  it("without a sample is refused before a model hears it", async () => {
    const refusal = await samplesOf(media(wavOf(new Float32Array(0), RATE)), RATE).catch((error) => error);
    expect(isFault(refusal)).toBe(true);
  });
});
