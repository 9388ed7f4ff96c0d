import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulatedMp4, simulatedPng, simulatedWav } from "../index.js";

describe("simulated media", () => {
  it("are PNGs with as many pixels as they say, equal for equal prompts", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (prompt, width, height) => {
          const png = Buffer.from(simulatedPng(prompt, width, height));
          expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
          const start = png.indexOf("IDAT") + 4;
          const pixels = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
          expect(pixels.byteLength).toBe((1 + width * 3) * height);
          expect(simulatedPng(prompt, width, height)).toEqual(simulatedPng(prompt, width, height));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("are WAVs whose header fits their length: one second at least, twenty at most", () => {
    for (const [words, seconds] of [
      [0, 1],
      [10, 3.5],
      [1000, 20],
    ] as const) {
      const wav = Buffer.from(simulatedWav("word ".repeat(words)));
      expect(wav.toString("latin1", 0, 4) + wav.toString("latin1", 8, 12)).toBe("RIFFWAVE");
      expect(wav.readUInt32LE(4)).toBe(wav.byteLength - 8);
      expect(wav.readUInt32LE(40)).toBe(wav.byteLength - 44);
      expect(wav.readUInt32LE(40) / wav.readUInt32LE(28)).toBeCloseTo(seconds, 3);
    }
  });

  it("are MP4s whose boxes fill the file and give the duration", () => {
    const mp4 = Buffer.from(simulatedMp4());
    const boxes: string[] = [];
    for (let at = 0; at < mp4.byteLength; at += mp4.readUInt32BE(at))
      boxes.push(mp4.toString("latin1", at + 4, at + 8));
    expect(boxes).toEqual(["ftyp", "moov", "free", "mdat"]);
    const header = mp4.indexOf("mvhd") + 4;
    expect(mp4.readUInt32BE(header + 16) / mp4.readUInt32BE(header + 12)).toBe(5);
  });
});
