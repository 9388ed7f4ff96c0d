import { existsSync, readFileSync } from "node:fs";
import type { Media, TaskOutput } from "@hugginggpt/shared";
import { decodePicture, encodePng } from "@hugginggpt/shared/pictures";
import { encode } from "jpeg-js";
import { describe, expect, it } from "vitest";
import { readPicture } from "./read-picture.js";

const BUILT = existsSync(
  new URL("../../../../dist/backends/builtin/reading/reading-worker.js", import.meta.url),
);
const sign = readFileSync(new URL("../../../../../../data/examples/sign.png", import.meta.url));
const SAYS =
  "HARBOUR OFFICE Open daily from nine to five. Please ring the bell twice and wait for the keeper.";

const image = (bytes: Uint8Array, mediaType = "image/png"): Media => ({
  kind: "image",
  bytes,
  mediaType,
  name: "sign.png",
});
const read = (bytes: Uint8Array, signal = new AbortController().signal): Promise<TaskOutput> =>
  readPicture({ image: image(bytes) }, signal);
const oneLine = ({ text }: TaskOutput): string | undefined => text?.replace(/\s+/g, " ");
const refusal = (bytes: Uint8Array): Promise<unknown> => read(bytes).catch((thrown) => thrown);

describe.skipIf(!BUILT)("readPicture (skipped before the first build: the thread is compiled)", () => {
  it("reads a sign, line by line", async () => {
    const { text } = await read(sign);
    expect(text?.split("\n")).toContain("Open daily from nine to five.");
    expect(oneLine({ text: text ?? "" })).toBe(SAYS);
  });

  it("turns a photo first that EXIF says was taken on its side", async () => {
    const { width, height, pixels } = decodePicture(sign) ?? { width: 0, height: 0, pixels: sign };
    const side = new Uint8Array(pixels.length);
    for (let i = 0; i < width * height; i++) {
      const [x, y] = [i % width, Math.floor(i / width)];
      side.set(pixels.subarray(i * 4, i * 4 + 4), ((width - 1 - x) * height + y) * 4);
    }
    const jpeg = encode({ width: height, height: width, data: side }, 95).data;
    const tag = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
    const exif = [...Buffer.from("Exif\0\0MM\0*\0\0\0\b\0\x01", "latin1"), ...tag, 0, 0, 0, 0];
    const app1 = Buffer.from([0xff, 0xe1, 0, exif.length + 2, ...exif]);
    expect(oneLine(await read(Buffer.concat([jpeg.subarray(0, 2), app1, jpeg.subarray(2)])))).toBe(SAYS);
  });

  it("says that a picture has no text, and what it would take", async () => {
    const pixels = new Uint8Array(120 * 90 * 4).map((_, i) => (i % 4 === 3 ? 255 : (i >> 4) % 251));
    expect(await refusal(encodePng({ width: 120, height: 90, pixels }))).toMatchObject({
      code: "BAD_REQUEST",
      message: "No text could be read in sign.png",
      next: expect.stringMatching(/`hugginggpt local install` .*Chinese.*HF_TOKEN/),
    });
  });

  it("gives one clear message for a broken, cut off, empty, unknown or too large picture", async () => {
    const damaged = sign.subarray();
    const broken = Buffer.from(damaged).fill(0, 60, 600);
    expect(await refusal(broken)).toMatchObject({ message: expect.stringContaining("damaged") });
    expect(await refusal(sign.subarray(0, 4000))).toMatchObject({
      message: "sign.png ends before its picture does",
    });
    for (const bytes of [new Uint8Array(), Buffer.from("no picture at all")]) {
      expect(await refusal(bytes)).toMatchObject({ code: "BAD_REQUEST", next: expect.stringMatching(/PNG/) });
    }
    const huge = Buffer.from(sign);
    huge.writeUInt32BE(9000, 16);
    huge.writeUInt32BE(9000, 20);
    expect(await refusal(huge)).toMatchObject({
      code: "INPUT_TOO_LARGE",
      came: "9000 × 9000, 81 million",
    });
  });

  it("stops with the signal's reason", async () => {
    const abort = new AbortController();
    const reading = read(sign, abort.signal);
    setImmediate(() => abort.abort(new Error("enough")));
    await expect(reading).rejects.toThrow("enough");
  });
});
