import { imageFrames } from "./image-frames.js";
import { mediaSeconds } from "./media-seconds.js";
import type { MediaType } from "./media-type.js";

/** Most pixels of a picture: twice those of most cameras. What is decoded here is far smaller (`decodePicture`). */
export const MAX_PICTURE_PIXELS = 100_000_000;
/** Most frames of an animated picture: a minute of film. */
export const MAX_FRAMES = 2_000;
/** Longest sound or video, in seconds: a day. */
export const MAX_SECONDS = 86_400;

/**
 * Returns what makes a file too large to open, from its headers alone (nothing is unpacked): pixels, frames or seconds.
 * Null if it is not too large or its headers do not tell.
 */
export async function mediaExcess(bytes: Uint8Array, type: MediaType): Promise<string | null> {
  if (type.kind === "image") return pictureExcess(bytes);
  if (type.kind !== "audio" && type.kind !== "video") return null;
  const seconds = mediaSeconds(bytes);
  if (seconds === null || seconds <= MAX_SECONDS) return null;
  return `it claims to last ${Math.round(seconds / 3600)} hours; at most ${MAX_SECONDS / 3600} are accepted`;
}

async function pictureExcess(bytes: Uint8Array): Promise<string | null> {
  const pixels = await pixelsOf(bytes);
  if (pixels > MAX_PICTURE_PIXELS) {
    const millions = Math.round(pixels / 1_000_000);
    return `it has ${millions} million pixels; at most ${MAX_PICTURE_PIXELS / 1_000_000} million are accepted`;
  }
  const frames = imageFrames(bytes);
  return frames > MAX_FRAMES ? `it has more than ${MAX_FRAMES} frames` : null;
}

/** Returns 0 if the headers do not tell. */
async function pixelsOf(bytes: Uint8Array): Promise<number> {
  const { imageSize } = await import("image-size");
  try {
    const { width, height, images } = imageSize(bytes);
    const sizes = [{ width, height }, ...(images ?? [])];
    return Math.max(...sizes.map((one) => one.width * one.height));
  } catch {
    return 0; // An unknown format or a broken header, which is reported when the file is opened.
  }
}
