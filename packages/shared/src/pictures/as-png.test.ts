import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import encode, { init } from "@jsquash/webp/encode.js";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { asPng } from "./as-png.js";
import { decodePicture, encodePng } from "./decode-picture.js";
import type { Raster } from "./raster.js";

const ENCODER = createRequire(import.meta.url).resolve("@jsquash/webp/codec/enc/webp_enc_simd.wasm");
beforeAll(async () => init(await WebAssembly.compile(readFileSync(ENCODER))));

const webp = async ({ width, height, pixels }: Raster, lossless: 0 | 1 = 1): Promise<Uint8Array> => {
  const picture = { width, height, data: Uint8ClampedArray.from(pixels), colorSpace: "srgb" };
  return new Uint8Array(await encode(picture as Parameters<typeof encode>[0], { lossless, exact: 1 }));
};
const noise = (width: number, height: number): Raster => {
  const random = (at: number): number => (Math.imul(at + 1, 2_654_435_761) >>> 13) & 255;
  return { width, height, pixels: Uint8Array.from({ length: width * height * 4 }, (_, at) => random(at)) };
};
/** A WebP with another size in its header: where `VP8X` or the frame of `VP8L` gives it. */
function claiming(width: number, height: number): Buffer {
  const extended = Buffer.alloc(30);
  extended.write("RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0", "latin1");
  extended.writeUIntLE(width - 1, 24, 3);
  extended.writeUIntLE(height - 1, 27, 3);
  return extended;
}

describe("asPng", () => {
  it("gives every pixel of a WebP, transparent ones too", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }))
          .chain(([width, height]) =>
            fc
              .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
              .map((pixels) => ({ width, height, pixels })),
          ),
        async (picture) => {
          const png = await asPng(await webp(picture));
          expect(decodePicture(png ?? new Uint8Array())).toEqual(picture);
        },
      ),
      { numRuns: 4, seed: 14 },
    );
  });

  it("gives a lossy one about as it was", async () => {
    const grey = { width: 40, height: 30, pixels: new Uint8Array(40 * 30 * 4).fill(128) };
    for (let at = 3; at < grey.pixels.length; at += 4) grey.pixels[at] = 255;
    const made = decodePicture((await asPng(await webp(grey, 0))) ?? new Uint8Array());
    expect(made).toMatchObject({ width: 40, height: 30 });
    expect(
      Math.max(...(made?.pixels ?? []).map((value, at) => Math.abs(value - (grey.pixels[at] ?? 0)))),
    ).toBeLessThan(4);
  });

  it("gives nothing for what is cut off at any place, and ends", async () => {
    const whole = await webp(noise(16, 16));
    for (const part of [0, 11, 12, 20, 30, whole.length >> 1, whole.length - 40])
      expect(await asPng(whole.subarray(0, part)), String(part)).toBeNull();
  });

  it.each([
    ["no WebP", encodePng({ width: 1, height: 1, pixels: new Uint8Array(4) })],
    ["too many pixels", claiming(16_000, 16_000)],
    ["a size without a picture", claiming(100, 100)],
    ["an animation", Buffer.concat([claiming(1, 1), Buffer.from("ANMF\0\0\0\0ANMF\0\0\0\0", "latin1")])],
  ])("gives nothing for %s", async (_what, bytes) => {
    expect(await asPng(bytes)).toBeNull();
  });

  it("gives nothing where the header has another size than the picture", async () => {
    const inside = (await webp(noise(64, 64))).subarray(12);
    const lying = Buffer.concat([claiming(10, 10), inside]);
    lying.writeUInt32LE(lying.length - 8, 4);
    expect(await asPng(lying)).toBeNull();
  });

  it("ends when it is told to", async () => {
    const picture = await webp(noise(64, 64));
    await expect(asPng(picture, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
  });
});
