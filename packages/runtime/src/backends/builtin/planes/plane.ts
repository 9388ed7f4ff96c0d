import type { Raster } from "@hugginggpt/shared/pictures";

/** One value for each point of a picture, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Returns a plane of the same size, made point by point. */
export function mapPlane(
  { width, height, values }: Plane,
  make: (value: number, at: number) => number,
): Plane {
  return { width, height, values: values.map((value, at) => make(value, at)) };
}

/** Returns a picture's luminance, 0 to 255 (ITU-R BT.601); what is transparent counts as white. */
export function luminance({ width, height, pixels }: Raster): Plane {
  const values = new Float32Array(width * height);
  for (let at = 0; at < values.length; at++) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(at * 4, at * 4 + 4);
    const cover = alpha / 255;
    values[at] = (0.299 * red + 0.587 * green + 0.114 * blue) * cover + 255 * (1 - cover);
  }
  return { width, height, values };
}

/** Returns a plane smoothed by a Gaussian of `sigma` points, at least 0; beyond the border its last value continues. */
export function blur(plane: Plane, sigma: number): Plane {
  const kernel = gaussian(sigma);
  const { width, height } = plane;
  const rows = convolved(plane, kernel, (x, y, by) => y * width + clamp(x + by, width));
  return convolved(rows, kernel, (x, y, by) => clamp(y + by, height) * width + x);
}

/**
 * Returns a plane's slope to the right and downwards at each point, in values per point (Sobel's operator, an eighth of
 * its sum).
 */
export function gradients(plane: Plane): { readonly dx: Plane; readonly dy: Plane } {
  const { width, height, values } = plane;
  const dx = new Float32Array(values.length);
  const dy = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    const above = clamp(y - 1, height) * width;
    const here = y * width;
    const below = clamp(y + 1, height) * width;
    for (let x = 0; x < width; x++) {
      const left = clamp(x - 1, width);
      const right = clamp(x + 1, width);
      const [nw, n, ne] = [at(values, above + left), at(values, above + x), at(values, above + right)];
      const [w, e] = [at(values, here + left), at(values, here + right)];
      const [sw, s, se] = [at(values, below + left), at(values, below + x), at(values, below + right)];
      dx[here + x] = (ne + 2 * e + se - nw - 2 * w - sw) / 8;
      dy[here + x] = (sw + 2 * s + se - nw - 2 * n - ne) / 8;
    }
  }
  return { dx: { width, height, values: dx }, dy: { width, height, values: dy } };
}

/** Returns the value at a position; 0 outside. */
export function at(values: Float32Array, position: number): number {
  return values[position] ?? 0;
}

/** Returns the value below which a share (0 to 1) of a plane's values lies; 0 for an empty plane. */
export function quantile({ values }: Plane, share: number): number {
  const sorted = values.slice().sort();
  return at(sorted, Math.min(sorted.length - 1, Math.floor(share * sorted.length)));
}

/** Returns the greatest value; 0 for an empty plane. */
export function greatest({ values }: Plane): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function convolved(
  { width, height, values: source }: Plane,
  kernel: Float32Array,
  position: (x: number, y: number, by: number) => number,
): Plane {
  const values = new Float32Array(width * height);
  const reach = (kernel.length - 1) / 2;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) sum += at(kernel, k) * at(source, position(x, y, k - reach));
      values[y * width + x] = sum;
    }
  }
  return { width, height, values };
}

/** Weights that add up to 1, to three times `sigma` on both sides. */
function gaussian(sigma: number): Float32Array {
  const reach = Math.ceil(sigma * 3);
  const weights = Float32Array.from({ length: reach * 2 + 1 }, (_, i) =>
    sigma === 0 ? 1 : Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function clamp(value: number, size: number): number {
  return value < 0 ? 0 : value >= size ? size - 1 : value;
}
