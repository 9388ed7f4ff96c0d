import { encode } from "jpeg-js";
import { describe, expect, it } from "vitest";
import { decodePicture, encodePng } from "./decode-picture.js";
import { upright } from "./upright.js";

/** Two rows of three: a b c, d e f. */
const stored = () => ({
  width: 3,
  height: 2,
  pixels: new Uint8Array([..."abcdef"].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 255])),
});
function rows({ width, pixels }: { readonly width: number; readonly pixels: Uint8Array }): string[] {
  const letters = [...pixels].filter((_, at) => at % 4 === 0).map((code) => String.fromCharCode(code));
  return letters.flatMap((_, at) => (at % width === 0 ? [letters.slice(at, at + width).join("")] : []));
}

/** The checksum of a PNG's chunk. */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffff_ffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb8_8320 : sum >>> 1;
  }
  return (sum ^ 0xffff_ffff) >>> 0;
}

describe("upright", () => {
  it.each<[number | undefined, string[]]>([
    [undefined, ["abc", "def"]],
    [1, ["abc", "def"]],
    [2, ["cba", "fed"]],
    [3, ["fed", "cba"]],
    [4, ["def", "abc"]],
    [5, ["ad", "be", "cf"]],
    [6, ["da", "eb", "fc"]],
    [7, ["fc", "eb", "da"]],
    [8, ["cf", "be", "ad"]],
    [9, ["abc", "def"]],
  ])("turns a picture of orientation %s", (orientation, expected) => {
    expect(rows(upright(stored(), orientation))).toEqual(expected);
  });
});

describe("decodePicture", () => {
  it.each([
    "MM\0*\0\0\0\b\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0",
    "II*\0\b\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0",
  ])("turns a PNG as its EXIF says, in either byte order, before or after the pixels", (tiff) => {
    const png = Buffer.from(encodePng({ width: 16, height: 8, pixels: new Uint8Array(16 * 8 * 4) }));
    const data = Buffer.from(`eXIf${tiff}`, "latin1");
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length - 4);
    sum.writeUInt32BE(crc32(data));
    const chunk = Buffer.concat([size, data, sum]);
    expect(decodePicture(png)).toMatchObject({ width: 16, height: 8 });
    for (const at of [33, png.length - 12]) {
      const marked = Buffer.concat([png.subarray(0, at), chunk, png.subarray(at)]);
      expect(decodePicture(marked)).toMatchObject({ width: 8, height: 16 });
      for (let end = at; end < at + chunk.length; end += 3) decodePicture(marked.subarray(0, end));
    }
  });

  it("turns a JPEG as its EXIF says", () => {
    const jpeg = encode({ width: 16, height: 8, data: new Uint8Array(16 * 8 * 4) }, 90).data;
    const tag = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
    const exif = [...Buffer.from("Exif\0\0MM\0*\0\0\0\b\0\x01", "latin1"), ...tag, 0, 0, 0, 0];
    const app1 = [0xff, 0xe1, 0, exif.length + 2, ...exif];
    const marked = Buffer.concat([jpeg.subarray(0, 2), Buffer.from(app1), jpeg.subarray(2)]);
    expect(decodePicture(jpeg)).toMatchObject({ width: 16, height: 8 });
    expect(decodePicture(marked)).toMatchObject({ width: 8, height: 16 });
  });
});
