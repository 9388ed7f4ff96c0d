// What happens to pictures of text: noise and turns. Pictures are `{ width, height, values }`.
import { PNG } from "pngjs";

/** Returns a picture with Gaussian noise of a deviation (of 255) and a share of points that are black or white. */
export function withNoise({ width, height, values }, { deviation, specks, seed }) {
  const random = randomFrom(seed);
  const noisy = values.map((value) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return random() < specks ? (random() < 0.5 ? 0 : 255) : value + deviation * normal;
  });
  return { width, height, values: noisy };
}

/** Returns a picture turned clockwise by degrees on white. */
export function turnedBy({ width, height, values }, degrees) {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const wide = Math.round(Math.abs(width * cos) + Math.abs(height * sin));
  const high = Math.round(Math.abs(width * sin) + Math.abs(height * cos));
  const at = (x, y) => (x < 0 || y < 0 || x >= width || y >= height ? 255 : values[y * width + x]);
  const result = new Float32Array(wide * high);
  for (let i = 0; i < result.length; i++) {
    const [right, down] = [(i % wide) + 0.5 - wide / 2, Math.floor(i / wide) + 0.5 - high / 2];
    const [x, y] = [cos * right + sin * down + width / 2 - 0.5, -sin * right + cos * down + height / 2 - 0.5];
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const above = at(left, top) * (left + 1 - x) + at(left + 1, top) * (x - left);
    const below = at(left, top + 1) * (left + 1 - x) + at(left + 1, top + 1) * (x - left);
    result[i] = above * (top + 1 - y) + below * (y - top);
  }
  return { width: wide, height: high, values: result };
}

/** Returns a picture as a PNG file. */
export function pngOf({ width, height, values }) {
  const png = new PNG({ width, height, colorType: 0 });
  for (const [i, value] of Uint8ClampedArray.from(values).entries())
    png.data.set([value, value, value, 255], i * 4);
  return PNG.sync.write(png, { colorType: 0 });
}

/** Mulberry32: the same numbers from the same seed, 0 to 1. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
