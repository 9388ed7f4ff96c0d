import { at, type Plane } from "./plane.js";

/** From the median of absolute values to the standard deviation of a normal distribution. */
const MEDIAN_TO_SIGMA = 1 / 0.6745;
/** The standard deviation of a point less the mean of its four neighbours, for independent noise of deviation 1. */
const OF_DIFFERENCE = Math.sqrt(1 + 1 / 4);
const SAMPLES = 50_000;

/**
 * Returns the standard deviation of a plane's noise, from the median difference of a point and its neighbours' mean; 0
 * for tiny planes.
 */
export function noiseOf({ width, height, values }: Plane): number {
  const step = Math.max(1, Math.floor(values.length / SAMPLES));
  const differences: number[] = [];
  for (let i = width + 1; i < width * (height - 1) - 1; i += step) {
    const around = at(values, i - 1) + at(values, i + 1) + at(values, i - width) + at(values, i + width);
    differences.push(Math.abs(at(values, i) - around / 4));
  }
  differences.sort((a, b) => a - b);
  return ((differences[differences.length >> 1] ?? 0) * MEDIAN_TO_SIGMA) / OF_DIFFERENCE;
}

/** Returns each point as the median of itself and its eight neighbours: specks go, edges stay. */
export function withoutSpecks({ width, height, values: source }: Plane): Plane {
  const values = new Float32Array(source.length);
  const nine = new Float32Array(9);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let n = 0;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++)
          nine[n++] = at(source, row * width + column);
      values[y * width + x] = at(nine.subarray(0, n).sort(), n >> 1);
    }
  }
  return { width, height, values };
}
