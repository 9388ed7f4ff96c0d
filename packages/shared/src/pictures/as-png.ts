import { imageFrames } from "../media/image-frames.js";
import { inThread } from "../threads/in-thread.js";
import { pictureSize } from "./picture-problem.js";
import type { PngAnswer } from "./png-worker.js";
import { MAX_PIXELS } from "./raster.js";

const WORKER = new URL("./png-worker.js", import.meta.url);
const LIMITS = { ms: 60_000, heapMb: 256, growthMb: 512 };

/**
 * Returns a WebP as PNG, pixel by pixel. Null for another format, an animation, a broken file, more than 16 million
 * pixels, and above a minute of work.
 * @throws the signal's reason when aborted.
 */
export async function asPng(bytes: Uint8Array, signal?: AbortSignal): Promise<Uint8Array | null> {
  const size = pictureSize(bytes);
  if (!size || size.width * size.height > MAX_PIXELS || imageFrames(bytes) > 1) return null;
  const answer = await inThread<PngAnswer>(WORKER, bytes, { ...LIMITS, signal });
  return typeof answer === "string" ? null : answer.bytes;
}
