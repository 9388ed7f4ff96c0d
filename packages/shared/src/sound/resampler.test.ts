import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Resampler } from "./resampler.js";

function resampled(
  samples: Float32Array,
  from: number,
  to: number,
  cuts: readonly number[] = [],
): Float32Array {
  const resampler = new Resampler(from, to);
  const ends = [...new Set([...cuts.filter((cut) => cut < samples.length), samples.length])].sort(
    (a, b) => a - b,
  );
  const pieces = ends.map((end, i) => resampler.push(samples.slice(ends[i - 1] ?? 0, end)));
  return Float32Array.from([...pieces, resampler.end()].flatMap((piece) => [...piece]));
}
const tone = (hertz: number, rate: number, seconds = 0.5): Float32Array =>
  Float32Array.from({ length: rate * seconds }, (_, n) => Math.sin((2 * Math.PI * hertz * n) / rate));
/** The largest level in the middle half. */
const level = (samples: Float32Array): number =>
  Math.max(...samples.subarray(samples.length / 4, (samples.length * 3) / 4).map(Math.abs));

describe("Resampler", () => {
  it.each([
    [44_100, 16_000],
    [48_000, 16_000],
    [8_000, 16_000],
    [22_050, 16_000],
    [16_000, 16_000],
  ])("keeps a tone that both rates can hold, from %d to %d", (from, to) => {
    const wanted = tone(440, to);
    const got = resampled(tone(440, from), from, to);
    expect(got).toHaveLength(wanted.length);
    const middle = [...got.keys()].filter((n) => n > got.length / 4 && n < (got.length * 3) / 4);
    const worst = Math.max(...middle.map((n) => Math.abs((got[n] ?? 0) - (wanted[n] ?? 0))));
    expect(worst).toBeLessThan(0.01);
  });

  it("leaves out what the lower rate cannot hold, so that it does not come back as another tone", () => {
    expect(level(resampled(tone(12_000, 48_000), 48_000, 16_000))).toBeLessThan(0.01);
  });

  it("gives the same samples in whatever pieces they come, as many as last as long", () => {
    const samples = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { maxLength: 600 });
    const rates = fc.constantFrom(8_000, 11_025, 16_000, 44_100, 48_000);
    fc.assert(
      fc.property(samples, rates, fc.array(fc.nat(600), { maxLength: 5 }), (given, from, cuts) => {
        const whole = resampled(Float32Array.from(given), from, 16_000);
        expect(whole).toHaveLength(Math.ceil((given.length * 16_000) / from));
        expect(resampled(Float32Array.from(given), from, 16_000, cuts)).toEqual(whole);
      }),
      { seed: 7 },
    );
  });
});
