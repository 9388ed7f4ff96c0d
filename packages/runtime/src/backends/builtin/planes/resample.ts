import { at, type Plane, quantile } from "./plane.js";

/** Returns a plane enlarged by a factor of at least 1, with linear interpolation. */
export function enlarged(plane: Plane, factor: number): Plane {
  const width = Math.round(plane.width * factor);
  const height = Math.round(plane.height * factor);
  return drawn(width, height, plane, 0, (x, y) => [(x + 0.5) / factor - 0.5, (y + 0.5) / factor - 0.5]);
}

/**
 * Returns a plane made smaller by a whole factor of at least 1: each point the mean of the square that it stands for.
 */
export function reduced({ width, height, values: source }: Plane, factor: number): Plane {
  const small = {
    width: Math.max(1, Math.floor(width / factor)),
    height: Math.max(1, Math.floor(height / factor)),
  };
  const values = new Float32Array(small.width * small.height);
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      let sum = 0;
      for (let row = y * factor; row < (y + 1) * factor; row++)
        for (let column = x * factor; column < (x + 1) * factor; column++)
          sum += at(source, Math.min(row, height - 1) * width + Math.min(column, width - 1));
      values[y * small.width + x] = sum / (factor * factor);
    }
  }
  return { ...small, values };
}

/** Returns a plane turned by degrees, clockwise, as large as the turned one needs; its median lies around it. */
export function turned(plane: Plane, degrees: number): Plane {
  if (degrees % 360 === 0) return plane;
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const width = Math.round(Math.abs(plane.width * cos) + Math.abs(plane.height * sin));
  const height = Math.round(Math.abs(plane.width * sin) + Math.abs(plane.height * cos));
  return drawn(width, height, plane, quantile(plane, 0.5), (x, y) => {
    const [right, down] = [x + 0.5 - width / 2, y + 0.5 - height / 2];
    return [
      cos * right + sin * down + plane.width / 2 - 0.5,
      -sin * right + cos * down + plane.height / 2 - 0.5,
    ];
  });
}

/** Returns the middle of a plane: a share of its area, above 0 and at most 1. */
export function middlePart({ width, height, values }: Plane, share: number): Plane {
  const side = Math.sqrt(share);
  const part = { width: Math.ceil(width * side), height: Math.ceil(height * side) };
  const left = (width - part.width) >> 1;
  const top = (height - part.height) >> 1;
  const taken = new Float32Array(part.width * part.height);
  for (let y = 0; y < part.height; y++) {
    const start = (top + y) * width + left;
    taken.set(values.subarray(start, start + part.width), y * part.width);
  }
  return { ...part, values: taken };
}

/** Draws each point from its place in the source, linearly between four points; `around` beyond the border. */
function drawn(
  width: number,
  height: number,
  source: Plane,
  around: number,
  place: (x: number, y: number) => readonly [x: number, y: number],
): Plane {
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [left, top] = place(x, y);
      const isOutside = left < -0.5 || top < -0.5 || left > source.width - 0.5 || top > source.height - 0.5;
      values[y * width + x] = isOutside ? around : between(source, left, top);
    }
  }
  return { width, height, values };
}

function between({ width, height, values }: Plane, x: number, y: number): number {
  const left = Math.max(0, Math.floor(x));
  const top = Math.max(0, Math.floor(y)) * width;
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min((height - 1) * width, top + width);
  const [across, down] = [Math.max(0, x - left), Math.max(0, y - top / width)];
  const above = at(values, top + left) * (1 - across) + at(values, top + right) * across;
  const below = at(values, bottom + left) * (1 - across) + at(values, bottom + right) * across;
  return above * (1 - down) + below * down;
}
