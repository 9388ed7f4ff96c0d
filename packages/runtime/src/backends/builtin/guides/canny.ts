import { at, blur, gradients, greatest, mapPlane, type Plane } from "../planes/plane.js";

/** Where edges are, 1 or 0, and how strong and how directed the picture is there. */
export interface Edges {
  readonly edges: Plane;
  readonly strength: Plane;
  readonly dx: Plane;
  readonly dy: Plane;
}

/** ControlNet's usual thresholds, 200 and 100 of Sobel's whole sum, as values a point. */
const HIGH = 25;
/** In a faint picture an edge is strong at this share of the strongest one. */
const SHARE = 0.2;
/** Weaker than this is noise. */
const LEAST = 2;
/** The low threshold as a share of the high one; Canny advises a third to a half. */
const LOW_SHARE = 0.5;

/**
 * Returns the edges of a picture's luminance, one point wide: smoothed by `sigma`, thinned along the gradient, weak
 * ones kept where they touch strong ones (J. Canny, "A Computational Approach to Edge Detection", 1986).
 */
export function findEdges(picture: Plane, sigma: number): Edges {
  const { dx, dy } = gradients(blur(picture, sigma));
  const strength = mapPlane(dx, (value, i) => Math.hypot(value, at(dy.values, i)));
  const high = Math.max(LEAST, Math.min(HIGH, SHARE * greatest(strength)));
  return { edges: connected(thinned(strength, dx, dy), high, high * LOW_SHARE), strength, dx, dy };
}

/** Keeps what is strongest along its own gradient. */
function thinned(strength: Plane, dx: Plane, dy: Plane): Plane {
  const { width, height, values } = strength;
  const kept = new Float32Array(values.length);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const here = at(values, i);
      if (here === 0) continue;
      const step = stepAlong(at(dx.values, i), at(dy.values, i), width);
      // Of two equal neighbours one stays: the later one.
      if (here >= at(values, i - step) && here > at(values, i + step)) kept[i] = here;
    }
  }
  return { width, height, values: kept };
}

/** The neighbour, of eight, to which a gradient points. */
function stepAlong(dx: number, dy: number, width: number): number {
  const [across, down] = [Math.abs(dx), Math.abs(dy)];
  const TAN_22 = Math.SQRT2 - 1;
  if (down <= across * TAN_22) return 1;
  if (across <= down * TAN_22) return width;
  return dx * dy > 0 ? width + 1 : width - 1;
}

/** Keeps what reaches `high`, and what reaches `low` and is joined to it. */
function connected(strength: Plane, high: number, low: number): Plane {
  const { width, height, values } = strength;
  const kept = new Float32Array(values.length);
  const open: number[] = [];
  for (let i = 0; i < values.length; i++) if (at(values, i) >= high) open.push(i);
  for (const i of open) kept[i] = 1;
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    for (const near of neighbours(i, width)) {
      if (kept[near] || at(values, near) < low) continue;
      kept[near] = 1;
      open.push(near);
    }
  }
  return { width, height, values: kept };
}

/** Returns the positions around a point; the outermost points of a picture are never edges, so rows do not run over. */
export function neighbours(i: number, width: number): readonly number[] {
  return [i - width - 1, i - width, i - width + 1, i - 1, i + 1, i + width - 1, i + width, i + width + 1];
}
