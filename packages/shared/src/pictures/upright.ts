import type { Raster } from "./raster.js";

/** EXIF orientations (2.32, tag 0x0112) with a quarter turn, which swaps width and height. */
const FIRST_TURNED = 5;
const LAST = 8;

/**
 * Returns a picture as its camera saw it, by the orientation that EXIF gives: 2 to 8 are mirrored or turned, 1 and
 * what is none leave it as it is.
 */
export function upright(picture: Raster, orientation: number | undefined): Raster {
  if (orientation === undefined || !(orientation > 1 && orientation <= LAST)) return picture;
  const { width, height, pixels } = picture;
  const isTurned = orientation >= FIRST_TURNED;
  const turned = { width: isTurned ? height : width, height: isTurned ? width : height };
  const from = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < turned.height; y++) {
    for (let x = 0; x < turned.width; x++) {
      const [column, row] = sourceOf(orientation, x, y, width, height);
      to[y * turned.width + x] = from[row * width + column] ?? 0;
    }
  }
  return { ...turned, pixels: new Uint8Array(to.buffer) };
}

/** Returns the position in the stored picture of a pixel of the upright one. */
function sourceOf(
  orientation: number,
  x: number,
  y: number,
  width: number,
  height: number,
): [column: number, row: number] {
  const [right, bottom] = [width - 1, height - 1];
  switch (orientation) {
    case 2:
      return [right - x, y];
    case 3:
      return [right - x, bottom - y];
    case 4:
      return [x, bottom - y];
    case 5:
      return [y, x];
    case 6:
      return [y, bottom - x];
    case 7:
      return [right - y, bottom - x];
    default:
      return [right - y, x];
  }
}
