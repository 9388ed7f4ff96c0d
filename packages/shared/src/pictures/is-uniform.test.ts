import { encode } from "jpeg-js";
import { describe, expect, it } from "vitest";
import { encodePng } from "./decode-picture.js";
import { isUniformPicture } from "./is-uniform.js";

type Colour = readonly [number, number, number, number];

function raster(width: number, height: number, colourAt: (at: number) => Colour) {
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++) pixels.set(colourAt(at), at * 4);
  return { width, height, pixels };
}

const jpeg = ({ width, height, pixels }: ReturnType<typeof raster>) =>
  new Uint8Array(encode({ width, height, data: Buffer.from(pixels) }, 80).data);

describe("isUniformPicture", () => {
  it.each<[string, Colour]>([
    ["black", [0, 0, 0, 255]],
    ["white", [255, 255, 255, 255]],
    ["grey", [128, 127, 126, 255]],
    ["transparent", [9, 9, 9, 0]],
  ])("is true of one that is all %s", (_, colour) => {
    expect(isUniformPicture(encodePng(raster(64, 64, () => colour)))).toBe(true);
    expect(isUniformPicture(encodePng(raster(1024, 768, () => colour)))).toBe(true);
  });

  it("is true of a black JPEG, and of a transparent PNG whatever lies beneath", () => {
    expect(isUniformPicture(jpeg(raster(512, 512, () => [0, 0, 0, 255])))).toBe(true);
    expect(isUniformPicture(encodePng(raster(32, 32, (at) => [at % 7, 0, 0, 0])))).toBe(true);
  });

  it("is false of a single point of another colour, of a gradient, of noise, and of a dot", () => {
    const dark = (at: number): Colour => (at === 77 ? [90, 0, 0, 255] : [0, 0, 0, 255]);
    expect(isUniformPicture(encodePng(raster(64, 64, dark)))).toBe(false);
    expect(isUniformPicture(encodePng(raster(64, 64, (at) => [at % 64, 0, 0, 255])))).toBe(false);
    expect(isUniformPicture(jpeg(raster(64, 64, (at) => [(at * 7919) % 256, 0, 0, 255])))).toBe(false);
    expect(isUniformPicture(encodePng(raster(1, 1, () => [0, 0, 0, 255])))).toBe(false);
  });

  it("is false of what is no picture", () => {
    expect(isUniformPicture(Buffer.from("no picture"))).toBe(false);
    expect(isUniformPicture(encodePng(raster(64, 64, () => [0, 0, 0, 255])).subarray(0, 60))).toBe(false);
  });
});
