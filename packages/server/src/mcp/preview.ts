import { asPng, decodePicture, encodePng, type Raster } from "@hugginggpt/shared/pictures";

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
    const png = encodePng(shrunk(whole, side));
    if (png.byteLength <= MOST_BYTES) return { bytes: png, mimeType: "image/png" };
  }
  return null;
}

/** Each new pixel is the mean of the old ones that it covers. */
function shrunk({ width, height, pixels }: Raster, side: number): Raster {
  const scale = Math.min(1, side / Math.max(width, height));
  const to = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const made = new Uint8Array(to.width * to.height * 4);
  for (let y = 0; y < to.height; y++) {
    const top = Math.floor((y * height) / to.height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / to.height));
    for (let x = 0; x < to.width; x++) {
      const left = Math.floor((x * width) / to.width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * width) / to.width));
      for (let channel = 0; channel < 4; channel++) {
        let sum = 0;
        for (let row = top; row < bottom; row++)
          for (let column = left; column < right; column++)
            sum += pixels[(row * width + column) * 4 + channel] ?? 0;
        made[(y * to.width + x) * 4 + channel] = sum / ((bottom - top) * (right - left));
      }
    }
  }
  return { ...to, pixels: made };
}
