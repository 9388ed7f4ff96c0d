import type { Media } from "@hugginggpt/shared";
import { decodePicture, encodePng, type Raster } from "@hugginggpt/shared/pictures";
import fc from "fast-check";
import { encode } from "jpeg-js";
import { describe, expect, it } from "vitest";
import { markedPicture } from "./marked-picture.js";

const WIDTH = 20;
const HEIGHT = 10;
const ORANGE = [230, 159, 0, 255];

function plain(value: number, width = WIDTH, height = HEIGHT): Raster {
  const pixels = new Uint8Array(width * height * 4).fill(value);
  for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255;
  return { width, height, pixels };
}

const image = (bytes: Uint8Array, mediaType = "image/png"): Media => ({
  kind: "image",
  bytes,
  mediaType,
  name: "in.png",
});
const white = image(encodePng(plain(255)));

function pixel(media: Media | undefined, x: number, y: number): number[] {
  const picture = media && decodePicture(media.bytes);
  if (!picture) throw new Error("no picture");
  return [...picture.pixels.slice((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 4)];
}

const box = (xmin: number, ymin: number, xmax: number, ymax: number) => ({
  label: "cat",
  score: 0.9,
  box: { xmin, ymin, xmax, ymax },
});

describe("markedPicture", () => {
  it("frames what was found and leaves the rest as it was", () => {
    const marked = markedPicture({ boxes: [box(2, 2, 12, 8)] }, { image: white });
    expect(marked).toMatchObject({ kind: "image", mediaType: "image/png" });
    expect(pixel(marked, 2, 2)).toEqual(ORANGE);
    expect(pixel(marked, 11, 7)).toEqual(ORANGE);
    expect(pixel(marked, 6, 5)).toEqual([255, 255, 255, 255]);
    expect(pixel(marked, 15, 5)).toEqual([255, 255, 255, 255]);
  });

  it("gives each label its colour", () => {
    const other = { ...box(13, 0, 19, 9), label: "dog" };
    const marked = markedPicture({ boxes: [box(0, 0, 6, 9), other] }, { image: white });
    expect(pixel(marked, 13, 0)).not.toEqual(pixel(marked, 0, 0));
  });

  it("covers a mask with translucent colour, stretched to the picture", () => {
    const shape = plain(0, 2, 1);
    shape.pixels.set([255, 255, 255, 255], 0);
    const mask = Buffer.from(encodePng(shape)).toString("base64");
    const marked = markedPicture({ masks: [{ label: "sky", score: null, mask }] }, { image: white });
    expect(pixel(marked, 3, 5)).toEqual([244, 212, 140, 255]);
    expect(pixel(marked, 15, 5)).toEqual([255, 255, 255, 255]);
  });

  it("marks joints, and reads JPEG", () => {
    const { width, height, pixels } = plain(255);
    const jpeg = image(
      new Uint8Array(encode({ width, height, data: Buffer.from(pixels) }, 90).data),
      "image/jpeg",
    );
    const marked = markedPicture({ keypoints: [{ label: "nose", score: 1, x: 10, y: 5 }] }, { image: jpeg });
    expect(pixel(marked, 10, 5)).toEqual(ORANGE);
  });

  it("is not made without a picture, for a picture that cannot be read, and where the task made a file itself", () => {
    const boxes = [box(0, 0, 1, 1)];
    expect(markedPicture({ boxes }, { text: "x" })).toBeUndefined();
    expect(markedPicture({ boxes }, { image: image(new Uint8Array([1, 2, 3])) })).toBeUndefined();
    expect(markedPicture({ boxes, media: [white] }, { image: white })).toBeUndefined();
    expect(markedPicture({ text: "a cat" }, { image: white })).toBeUndefined();
  });

  it("does not decode a picture that is too large", () => {
    const huge = encodePng(plain(0, 1, 1));
    new DataView(huge.buffer).setUint32(16, 100_000);
    new DataView(huge.buffer).setUint32(20, 100_000);
    expect(decodePicture(huge)).toBeNull();
  });

  it("never throws, whatever the boxes", () => {
    const edge = fc.oneof(fc.double(), fc.integer());
    fc.assert(
      fc.property(fc.array(fc.tuple(edge, edge, edge, edge)), (edges) => {
        const boxes = edges.map((four) => box(...four));
        expect(markedPicture({ boxes }, { image: white })).toBeDefined();
      }),
      { numRuns: 50 },
    );
  });
});
