import { describe, expect, it } from "vitest";
import { peaksOf } from "./waveform.js";

describe("peaksOf", () => {
  it("gives the loudest of each stretch, whichever its sign, and nothing above 1", () => {
    const peaks = peaksOf(Float32Array.of(0, 0.5, -0.75, 0.25, 3, 0), 3);
    expect(peaks).toEqual([0.5, 0.75, 1]);
  });

  it("gives as many as there are samples where those are few, and none for silence without length", () => {
    expect(peaksOf(Float32Array.of(0.5), 100)).toEqual([0.5]);
    expect(peaksOf(new Float32Array(0), 100)).toEqual([]);
  });
});
