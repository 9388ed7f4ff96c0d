import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StepClock } from "../testing/execution-bench.js";
import { ProviderCooldown } from "./provider-cooldown.js";

const FAL = "provider:fal-ai";

function bench(random = 0) {
  const clock = new StepClock();
  return { clock, cooldown: new ProviderCooldown({ clock, random: () => random }) };
}

describe("ProviderCooldown", () => {
  it("lets a place rest for as long as it asked, and says why", () => {
    const { clock, cooldown } = bench();
    cooldown.refused(FAL, 7_000, "429");
    expect(cooldown.waitMs(FAL)).toBe(7_000);
    expect(cooldown.why(FAL)).toBe("429");
    expect(cooldown.waitMs("provider:groq")).toBe(0);
    clock.pass(7_000);
    expect(cooldown.waitMs(FAL)).toBe(0);
    expect(cooldown.why(FAL)).toBeNull();
  });

  it("lets one that does not say how long rest twice as long each time, up to a minute", () => {
    const { clock, cooldown } = bench();
    const waits = Array.from({ length: 7 }, () => {
      cooldown.refused(FAL, undefined, "503");
      const wait = cooldown.waitMs(FAL);
      clock.pass(wait);
      return wait;
    });
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  it("forgets refusals once the place has worked, but not a rest: that work may have begun before it", () => {
    const { clock, cooldown } = bench();
    cooldown.refused(FAL, undefined, "503");
    cooldown.worked(FAL);
    expect(cooldown.waitMs(FAL)).toBe(2_000);
    clock.pass(2_000);
    cooldown.worked(FAL);
    cooldown.refused(FAL, undefined, "503");
    expect(cooldown.waitMs(FAL)).toBe(2_000);
  });

  it("takes the refusals of requests that were under way together as one", () => {
    const { clock, cooldown } = bench();
    for (let n = 0; n < 5; n++) cooldown.refused(FAL, undefined, "429");
    expect(cooldown.waitMs(FAL)).toBe(2_000);
    cooldown.refused(FAL, 9_000, "429");
    expect(cooldown.waitMs(FAL)).toBe(9_000);
    clock.pass(9_000);
    cooldown.refused(FAL, undefined, "429");
    expect(cooldown.waitMs(FAL)).toBe(4_000);
  });

  it("lets a place rest after five other failures in a row, and one without credits for a minute", () => {
    const { cooldown } = bench();
    for (let n = 0; n < 4; n++) cooldown.failed(FAL, "500");
    expect(cooldown.waitMs(FAL)).toBe(0);
    cooldown.failed(FAL, "500");
    expect(cooldown.waitMs(FAL)).toBe(30_000);
    cooldown.unpaid("provider:groq", "402");
    expect(cooldown.waitMs("provider:groq")).toBe(60_000);
  });

  it("never rests longer than five minutes, never shortens a rest, and ends every rest", () => {
    const step = fc.record({ asked: fc.option(fc.nat(1e9), { nil: undefined }), pass: fc.nat(400_000) });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (steps, random) => {
          const { clock, cooldown } = bench(random);
          for (const { asked, pass } of steps) {
            const before = cooldown.waitMs(FAL);
            cooldown.refused(FAL, asked, "429");
            expect(cooldown.waitMs(FAL)).toBeGreaterThanOrEqual(before);
            expect(cooldown.waitMs(FAL)).toBeLessThanOrEqual(300_000);
            clock.pass(pass);
          }
          clock.pass(300_000);
          expect(cooldown.waitMs(FAL)).toBe(0);
        },
      ),
    );
  });
});
