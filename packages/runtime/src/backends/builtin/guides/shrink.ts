import type { Raster } from "@hugginggpt/shared/pictures";

/** Points of a guide at most: models that are guided by one work on a million or fewer. */
export const MAX_GUIDE_PIXELS = 2_000_000;

/** Returns a picture of at most two million points, of the same shape: each point the mean of those that it stands for. */
export function shrink(picture: Raster): Raster {
  const { width, height } = picture;
  if (width * height <= MAX_GUIDE_PIXELS) return picture;
  const scale = Math.sqrt(MAX_GUIDE_PIXELS / (width * height));
  const small = {
    width: Math.max(1, Math.floor(width * scale)),
    height: Math.max(1, Math.floor(height * scale)),
  };
  const pixels = new Uint8Array(small.width * small.height * 4);
  for (let y = 0; y < small.height; y++) {
    const rows = span(y, small.height, height);
    for (let x = 0; x < small.width; x++) {
      pixels.set(mean(picture, span(x, small.width, width), rows), (y * small.width + x) * 4);
    }
  }
  return { ...small, pixels };
}

function span(index: number, count: number, size: number): readonly [number, number] {
  const from = Math.floor((index * size) / count);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * size) / count))];
}

function mean(
  { width, height, pixels }: Raster,
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
): number[] {
  const sums = [0, 0, 0, 0];
  let count = 0;
  for (let y = top; y < Math.min(bottom, height); y++) {
    for (let x = left; x < Math.min(right, width); x++, count++) {
      for (let channel = 0; channel < 4; channel++) {
        sums[channel] = (sums[channel] ?? 0) + (pixels[(y * width + x) * 4 + channel] ?? 0);
      }
    }
  }
  return sums.map((sum) => Math.round(sum / Math.max(1, count)));
}
