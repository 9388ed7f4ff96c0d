import { existsSync } from "node:fs";
import { isFault, type Media } from "@hugginggpt/shared";
import { decodePicture, encodePng } from "@hugginggpt/shared/pictures";
import { encode } from "jpeg-js";
import { describe, expect, it } from "vitest";
import { GUIDE_KINDS } from "./guide-kinds.js";
import { guideTool } from "./guide-tool.js";

const BUILT = existsSync(
  new URL("../../../../dist/backends/builtin/guides/guide-worker.js", import.meta.url),
);
const calm = new AbortController().signal;
const pixels = new Uint8Array(40 * 30 * 4).map((_, i) => (i % 4 === 3 || i % 160 < 80 ? 255 : 0));
const image = (bytes: Uint8Array, mediaType: string): Media => ({
  kind: "image",
  bytes,
  mediaType,
  name: "p",
});
const png = image(encodePng({ width: 40, height: 30, pixels }), "image/png");

describe.skipIf(!BUILT)("guideTool (skipped before the first build: the thread is compiled)", () => {
  it.each(GUIDE_KINDS)("%s makes a PNG of the picture's size", async (kind) => {
    const { media } = await guideTool(kind)({ image: png }, calm);
    expect(media?.[0]).toMatchObject({ kind: "image", mediaType: "image/png" });
    expect(decodePicture(media?.[0]?.bytes ?? new Uint8Array())).toMatchObject({ width: 40, height: 30 });
  });

  it("reads JPEG", async () => {
    const jpeg = encode({ width: 40, height: 30, data: pixels }, 90).data;
    const { media } = await guideTool("canny")({ image: image(jpeg, "image/jpeg") }, calm);
    expect(media).toHaveLength(1);
  });

  it("says what it reads where the picture is something else", async () => {
    const webp = image(Buffer.from("RIFF....WEBPVP8 "), "image/webp");
    const error = await guideTool("canny")({ image: webp }, calm).catch((thrown) => thrown);
    expect(isFault(error, "BAD_REQUEST") && error.next).toMatch(/PNG or JPEG/);
  });

  it("says that a file was cut off, is damaged, or has too many pixels", async () => {
    const refusal = async (bytes: Uint8Array, mediaType: string): Promise<unknown> =>
      guideTool("canny")({ image: image(bytes, mediaType) }, calm).catch((thrown) => thrown);
    const jpeg = encode({ width: 40, height: 30, data: pixels }, 90).data;
    const cut = { code: "BAD_REQUEST", message: "p ends before its picture does" };
    expect(await refusal(jpeg.subarray(0, jpeg.length - 200), "image/jpeg")).toMatchObject(cut);
    expect(await refusal(png.bytes.slice(0, -30), "image/png")).toMatchObject(cut);
    const damaged = png.bytes.slice();
    damaged.fill(0, 40, 60);
    expect(await refusal(damaged, "image/png")).toMatchObject({
      message: expect.stringContaining("damaged"),
    });
    const huge = png.bytes.slice();
    new DataView(huge.buffer).setUint32(16, 5000);
    new DataView(huge.buffer).setUint32(20, 4000);
    expect(await refusal(huge, "image/png")).toMatchObject({
      code: "INPUT_TOO_LARGE",
      came: "5000 × 4000, 20 million",
    });
  });

  it("stops with the signal's reason", async () => {
    const abort = new AbortController();
    const drawing = guideTool("soft-edges")({ image: png }, abort.signal);
    abort.abort(new Error("enough"));
    await expect(drawing).rejects.toThrow("enough");
  });
});
