import { at } from "../planes/plane.js";
import { type Edges, neighbours } from "./canny.js";

/** A straight line, in points from the top left corner. */
export interface LineSegment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Shorter lines are left out: this share of the picture's diagonal, and at least 10 points. */
const MIN_SHARE = 0.03;
const MIN_POINTS = 10;
/** How far points of one line differ in direction (22.5 degrees, as LSD has it) and lie from it. */
const TOLERANCE = Math.PI / 8;
const MAX_DISTANCE = 1.5;

/**
 * Returns the straight lines among edges, longest first: joined points of one direction grow to regions, and a region
 * that is long and thin is a line (after R. Grompone von Gioi and others, "LSD", 2010, on thinned edges).
 */
export function lineSegments(found: Edges): LineSegment[] {
  const { width, height, values } = found.edges;
  const shortest = Math.max(MIN_POINTS, MIN_SHARE * Math.hypot(width, height));
  const taken = new Uint8Array(values.length);
  const seeds = Array.from(values.keys()).filter((i) => values[i]);
  seeds.sort((a, b) => at(found.strength.values, b) - at(found.strength.values, a));
  const lines = seeds.flatMap((seed) => {
    if (taken[seed]) return [];
    const region = grow(seed, found, taken);
    return region.length < MIN_POINTS ? [] : (fit(region, width, shortest) ?? []);
  });
  return lines.sort((a, b) => lengthOf(b) - lengthOf(a));
}

/** Takes the points that are joined to a seed and run in the region's direction so far. */
function grow(seed: number, { edges, dx, dy }: Edges, taken: Uint8Array): number[] {
  const region = [seed];
  taken[seed] = 1;
  let [sumX, sumY] = unit(at(dx.values, seed), at(dy.values, seed));
  // The region grows while it is walked.
  for (const i of region) {
    for (const near of neighbours(i, edges.width)) {
      if (taken[near] || !edges.values[near]) continue;
      const [x, y] = unit(at(dx.values, near), at(dy.values, near));
      const cosine = (x * sumX + y * sumY) / Math.hypot(sumX, sumY);
      if (cosine < Math.cos(TOLERANCE)) continue;
      taken[near] = 1;
      region.push(near);
      sumX += x;
      sumY += y;
    }
  }
  return region;
}

/** The line through a region by its moments; null for one that is short, broad or bent. */
function fit(region: readonly number[], width: number, shortest: number): LineSegment | null {
  const points = region.map((i) => [i % width, Math.floor(i / width)] as const);
  const cx = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const cy = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - cx) ** 2;
    xy += (x - cx) * (y - cy);
    yy += (y - cy) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  const along = points.map(([x, y]) => (x - cx) * ux + (y - cy) * uy);
  const spread = Math.sqrt(
    points.reduce((sum, [x, y]) => sum + ((y - cy) * ux - (x - cx) * uy) ** 2, 0) / points.length,
  );
  const [from, to] = [Math.min(...along), Math.max(...along)];
  if (to - from < shortest || spread > MAX_DISTANCE) return null;
  return { x1: cx + from * ux, y1: cy + from * uy, x2: cx + to * ux, y2: cy + to * uy };
}

function unit(x: number, y: number): [number, number] {
  const length = Math.hypot(x, y) || 1;
  return [x / length, y / length];
}

function lengthOf({ x1, y1, x2, y2 }: LineSegment): number {
  return Math.hypot(x2 - x1, y2 - y1);
}
