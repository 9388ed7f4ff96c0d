import { noiseOf, withoutSpecks } from "../planes/noise.js";
import { blur, type Plane } from "../planes/plane.js";
import { enlarged, middlePart, turned } from "../planes/resample.js";
import { levellingAngles } from "./straighten.js";
import { type Reading, readingOf, signsOf, type Word } from "./words.js";

/** Reads a picture as it is. */
export type Recognize = (plane: Plane) => readonly Word[];

/** A reading this sure is final: clear print has 90 and more. */
const SURE = 88;
/** A single letter may be a speck. */
export const FEWEST_SIGNS = 2;
/** So many words show which way is up. */
const SAMPLE_WORDS = 40;
/** More words than that with less confidence than upside-down ones are no text. */
const HOPELESS = 30;
/** Letters below this height, in points, are read better when enlarged. */
const SMALL = 22;
const ENLARGED = 2;
/** Upside-down letters stay below. */
const WORTH_IT = 50;
const MAX_ENLARGED = 12_000_000;
/** From this noise on, of 255, smoothing comes first. */
const NOISY = 8;
/** Smoothing that was best on pictures drawn with Gaussian noise and with specks (`npm run eval -- reading`). */
const SMOOTH = 1.2;
const AFTER_SPECKS = 0.7;

/**
 * Returns the surest reading of a picture. Noise is smoothed and lines are laid level; if the reading is not sure, the
 * picture is also read on its side, upside down, unturned, and smoothed in another way. Small letters are enlarged.
 */
export function bestReading(picture: Plane, recognize: Recognize): Reading {
  const isNoisy = noiseOf(picture) > NOISY;
  const first = isNoisy ? blur(picture, SMOOTH) : picture;
  const read = (plane: Plane, angle: number): Attempt => ({
    angle,
    reading: readEnlarged(turned(plane, angle), recognize),
  });
  const best = bestTurned(first, read);
  if (best.reading.confidence < HOPELESS && best.reading.words.length > SAMPLE_WORDS) return best.reading;
  const smoother = isNoisy
    ? [() => blur(withoutSpecks(picture), AFTER_SPECKS), () => withoutSpecks(picture)]
    : [() => blur(picture, SMOOTH)];
  return surest(
    best,
    smoother.map((plane) => () => read(plane(), best.angle)),
  ).reading;
}

interface Attempt {
  readonly angle: number;
  readonly reading: Reading;
}

/**
 * Returns the best of a picture's readings, level, on its side and upside down. For a full page, its middle decides
 * which.
 */
function bestTurned(plane: Plane, read: (plane: Plane, angle: number) => Attempt): Attempt {
  const [likely, other] = levellingAngles(plane);
  const level = read(plane, likely);
  if (isSure(level)) return level;
  const share = SAMPLE_WORDS / level.reading.words.length;
  const sample = share < 1 ? middlePart(plane, share) : plane;
  const turns = [other, likely + 180, other + 180, 0].map((angle) => () => read(sample, angle));
  if (sample === plane) return surest(level, turns);
  const { angle } = surest(read(sample, likely), turns);
  return angle === likely ? level : surest(level, [() => read(plane, angle)]);
}

/** Returns the best of some attempts; those after a sure one are not made. */
function surest(first: Attempt, others: readonly (() => Attempt)[]): Attempt {
  let best = first;
  for (const attempt of others) {
    if (isSure(best)) break;
    const made = attempt();
    if (made.reading.score > best.reading.score) best = made;
  }
  return best;
}

function isSure({ reading }: Attempt): boolean {
  return reading.confidence >= SURE && reading.signs >= FEWEST_SIGNS;
}

/** Reads once more, enlarged, where the letters are small. */
function readEnlarged(plane: Plane, recognize: Recognize): Reading {
  const reading = readingOf(recognize(plane));
  const height = medianHeight(reading.words);
  const isSmall = height > 0 && height < SMALL && reading.confidence >= WORTH_IT;
  if (!isSmall || plane.values.length * ENLARGED ** 2 > MAX_ENLARGED) return reading;
  const larger = readingOf(recognize(enlarged(plane, ENLARGED)));
  return larger.score > reading.score ? larger : reading;
}

function medianHeight(words: readonly Word[]): number {
  const heights = words.filter((word) => signsOf(word) > 0).map(({ height }) => height);
  heights.sort((a, b) => a - b);
  return heights[heights.length >> 1] ?? 0;
}
