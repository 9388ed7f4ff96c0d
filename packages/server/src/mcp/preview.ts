import { asPng, decodePicture, encodePng, shrunk } from "@hugginggpt/shared/pictures";

/** Clients pass pictures to language models, which refuse a whole conversation for a large one. */
const MOST_BYTES = 300_000;
const MOST_PIXELS = 1024;
/** Types that every client can show. */
const SHOWN = /^image\/(?:png|jpeg|gif|webp)$/;

/** A picture in the form of a tool's result. */
export interface Preview {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
}

/**
 * Returns a picture of at most 300 kB for a tool's result: the original if it is small enough, or else a copy of at
 * most 1,024 pixels a side. Null if it cannot be shrunk here.
 */
export async function previewOf(bytes: Uint8Array, mediaType: string): Promise<Preview | null> {
  if (!SHOWN.test(mediaType)) return null;
  if (bytes.byteLength <= MOST_BYTES) return { bytes, mimeType: mediaType };
  const known = mediaType === "image/webp" ? await asPng(bytes) : bytes;
  const whole = known && decodePicture(known);
  if (!whole) return null;
  for (let side = MOST_PIXELS; side >= 64; side = Math.floor(side * 0.7)) {
    const png = encodePng(shrunk(whole, side / Math.max(whole.width, whole.height)));
    if (png.byteLength <= MOST_BYTES) return { bytes: png, mimeType: "image/png" };
  }
  return null;
}
