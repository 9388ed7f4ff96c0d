import { decodePicture, encodePng } from "@hugginggpt/shared/pictures";
import { describe, expect, it } from "vitest";
import { previewOf } from "./preview.js";

/** A picture of noise, which no format packs: the largest file that its pixels can make. */
function noise(width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 4);
  let state = 20261130;
  for (let at = 0; at < pixels.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pixels[at] = at % 4 === 3 ? 255 : state >>> 24;
  }
  return encodePng({ width, height, pixels });
}

describe("a preview", () => {
  it("is the picture itself where that is small", async () => {
    const bytes = noise(20, 20);
    expect(await previewOf(bytes, "image/png")).toEqual({ bytes, mimeType: "image/png" });
  });

  it.each([
    [700, 160],
    [160, 700],
    [330, 330],
  ])(
    "of a picture of %i by %i that packs badly is below 300 kB, and as wide for its height",
    async (width, height) => {
      const large = noise(width, height);
      expect(large.byteLength).toBeGreaterThan(300_000);
      const preview = await previewOf(large, "image/png");
      expect(preview?.bytes.byteLength).toBeLessThanOrEqual(300_000);
      const small = decodePicture(preview?.bytes ?? new Uint8Array()) ?? { width: 0, height: 0 };
      expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(1024);
      expect(small.width / small.height).toBeCloseTo(width / height, 1);
    },
  );

  it("is left out where the picture cannot be made smaller, or is of a kind that clients do not show", async () => {
    expect(await previewOf(new Uint8Array(300_001), "image/webp")).toBeNull();
    expect(await previewOf(noise(20, 20), "image/tiff")).toBeNull();
  });
});
