import { at, type Plane, quantile } from "../planes/plane.js";
import { reduced } from "../planes/resample.js";

/** Points of the longer side at which lines of text are still stripes. */
const ENOUGH = 700;
/** How far a point must be from the paper's brightness to count as ink: this share of the greatest distance. */
const INK_SHARE = 0.4;
/** Points of ink that are examined, at most. */
const MAX_INK = 8_000;
/** Degrees between two angles that are tried, first and last. */
const COARSE = 1;
const FINE = 0.1;
const HALF = 45;
/** Thickness of a row, in points. */
const ROW = 2;
/** An angle must show lines this much more clearly than the picture as it is. */
const CLEARER = 1.1;

interface Ink {
  readonly xs: Float32Array;
  readonly ys: Float32Array;
  /** The longest distance between two of its points. */
  readonly reach: number;
}

/**
 * Returns by how many degrees a picture may be turned clockwise so that its lines of text lie level: an angle from -45
 * to 45 and one beyond, to 135, the likelier one first; 0 and 90 if no other shows lines more clearly. A few large
 * letters look as level on their side, and upside down everything does. By projection profiles (Postl, "Detection of
 * linear oblique structures and skew scan in digitized documents", 1986): where the rows lie along the lines, the ink
 * in neighbouring rows differs most.
 */
export function levellingAngles(plane: Plane): readonly [number, number] {
  const ink = inkOf(reduced(plane, Math.max(1, Math.ceil(Math.max(plane.width, plane.height) / ENOUGH))));
  const near = clearestAngle(ink, 0);
  const beyond = clearestAngle(ink, 90);
  return near.clarity >= beyond.clarity ? [near.angle, beyond.angle] : [beyond.angle, near.angle];
}

/** Returns the clearest angle within 45 degrees of `middle`, which itself needs be less clear to win. */
function clearestAngle(ink: Ink, middle: number) {
  let best = { angle: middle, clarity: clarity(ink, middle) * CLEARER };
  const look = (from: number, to: number, step: number): void => {
    for (let angle = from; angle <= to; angle += step) {
      const found = clarity(ink, angle);
      if (found > best.clarity) best = { angle, clarity: found };
    }
  };
  look(middle - HALF, middle + HALF, COARSE);
  look(best.angle - COARSE, best.angle + COARSE, FINE);
  return best;
}

/**
 * The sum of squared differences between the ink of neighbouring rows, of the picture turned by degrees. Rows are
 * thicker than the points' grid and share what lies between them: else the grid itself shows lines at 45 degrees.
 */
function clarity({ xs, ys, reach }: Ink, degrees: number): number {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) / ROW, Math.sin(angle) / ROW];
  const middle = Math.ceil(reach / ROW) + 1;
  const rows = new Float32Array(2 * middle + 2);
  for (let i = 0; i < xs.length; i++) {
    const place = middle + at(xs, i) * sin + at(ys, i) * cos;
    const row = Math.floor(place);
    rows[row] = at(rows, row) + row + 1 - place;
    rows[row + 1] = at(rows, row + 1) + place - row;
  }
  let sum = 0;
  for (let row = 1; row < rows.length; row++) sum += (at(rows, row) - at(rows, row - 1)) ** 2;
  return sum;
}

/** Where a picture is much darker or much brighter than its paper, from its middle. */
function inkOf(plane: Plane): Ink {
  const { width, height, values } = plane;
  const paper = quantile(plane, 0.5);
  const distance = Math.max(paper - quantile(plane, 0.01), quantile(plane, 0.99) - paper);
  const places: number[] = [];
  for (let i = 0; i < values.length; i++)
    if (Math.abs(at(values, i) - paper) > Math.max(1, distance * INK_SHARE)) places.push(i);
  const step = Math.max(1, Math.ceil(places.length / MAX_INK));
  const kept = places.filter((_, i) => i % step === 0);
  return {
    xs: Float32Array.from(kept, (i) => (i % width) - width / 2),
    ys: Float32Array.from(kept, (i) => Math.floor(i / width) - height / 2),
    reach: Math.hypot(width, height) / 2 + 1,
  };
}
