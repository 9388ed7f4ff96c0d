import type { Raster } from "./raster.js";

/** Returns a picture at a scale below 1, of at least one pixel, each the mean of those it covers; else the same picture. */
export function shrunk(picture: Raster, scale: number): Raster {
  if (scale >= 1) return picture;
  const { width, height, pixels } = picture;
  const small = {
    width: Math.max(1, Math.floor(width * scale)),
    height: Math.max(1, Math.floor(height * scale)),
  };
  const made = new Uint8Array(small.width * small.height * 4);
  for (let y = 0; y < small.height; y++) {
    const [top, bottom] = span(y, small.height, height);
    for (let x = 0; x < small.width; x++) {
      const [left, right] = span(x, small.width, width);
      for (let channel = 0; channel < 4; channel++) {
        let sum = 0;
        for (let row = top; row < bottom; row++)
          for (let column = left; column < right; column++)
            sum += pixels[(row * width + column) * 4 + channel] ?? 0;
        made[(y * small.width + x) * 4 + channel] = Math.round(sum / ((bottom - top) * (right - left)));
      }
    }
  }
  return { ...small, pixels: made };
}

function span(index: number, count: number, size: number): readonly [from: number, to: number] {
  const from = Math.floor((index * size) / count);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * size) / count))];
}
