import { imageSize } from "image-size";
import { decodePicture } from "./decode-picture.js";

/** Smaller pictures are not results that anyone wants. */
const MIN_SIDE = 16;
/** Levels by which a channel may vary within one colour, because JPEG rounds. */
const SPREAD = 2;
/** A picture of one colour has fewer bytes; JPEG needs about 6 bits for each block of 64 pixels. */
const MAX_BYTES_A_PIXEL = 0.05;
const HEADER_BYTES = 4_096;

/**
 * Returns true for a PNG or JPEG of at least 16 by 16 points that is one colour throughout, or wholly transparent;
 * false for what cannot be decoded.
 */
export function isUniformPicture(bytes: Uint8Array): boolean {
  if (bytes.byteLength > mostBytes(bytes)) return false;
  const picture = decodePicture(bytes);
  if (picture === null || Math.min(picture.width, picture.height) < MIN_SIDE) return false;
  const { pixels } = picture;
  const least = [255, 255, 255, 255];
  const most = [0, 0, 0, 0];
  for (let at = 0; at < pixels.length; at++) {
    const channel = at & 3;
    const level = pixels[at] ?? 0;
    if (level < (least[channel] ?? 0)) least[channel] = level;
    if (level > (most[channel] ?? 0)) most[channel] = level;
  }
  return most[3] === 0 || most.every((level, channel) => level - (least[channel] ?? 0) <= SPREAD);
}

function mostBytes(bytes: Uint8Array): number {
  try {
    const { width, height } = imageSize(bytes);
    return HEADER_BYTES + width * height * MAX_BYTES_A_PIXEL;
  } catch {
    return 0; // Its header is not that of a picture.
  }
}
