import type { Raster } from "@hugginggpt/shared/pictures";
import { at, blur, gradients, luminance } from "../planes/plane.js";

/**
 * Smoothing in points of a picture of 1,000 points: a photograph's brightness is a rough guess at its shape, a depth
 * map is not.
 */
const SIGMA = { photo: 3, depth: 1 };
/** Values a point that count as a slope of 45 degrees. */
const STEEP = { photo: 8, depth: 4 };

/**
 * Returns a picture's surface directions as colours: red to the right, green upwards, blue towards the viewer, each
 * from -1 (0) to 1 (255). A grey picture is read as a depth map, brighter is nearer; of a photograph the brightness
 * stands for the height, which is a guess.
 */
export function normals(picture: Raster): Raster {
  const kind = isGrey(picture) ? "depth" : "photo";
  const { width, height } = picture;
  const scale = Math.max(width, height) / 1000;
  const { dx, dy } = gradients(blur(luminance(picture), Math.max(0.5, SIGMA[kind] * scale)));
  const pixels = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    // A picture of twice the size has the same shapes at half the slope.
    const right = (-at(dx.values, i) * Math.max(1, scale)) / STEEP[kind];
    const up = (at(dy.values, i) * Math.max(1, scale)) / STEEP[kind];
    const length = Math.hypot(right, up, 1);
    pixels.set([colour(right / length), colour(up / length), colour(1 / length), 255], i * 4);
  }
  return { width, height, pixels };
}

function colour(value: number): number {
  return Math.round((value + 1) * 127.5);
}

function isGrey({ pixels }: Raster): boolean {
  for (let i = 0; i < pixels.length; i += 4) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(i, i + 3);
    if (Math.abs(red - green) > 2 || Math.abs(green - blue) > 2) return false;
  }
  return true;
}
