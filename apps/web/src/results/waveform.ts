/** Larger sounds are played but not drawn. */
export const DRAWN_BYTES = 20_000_000;

/** Returns the loudest sample, 0 to 1, of each of `count` equal stretches of a sound. */
export function peaksOf(samples: Float32Array, count: number): number[] {
  const stretch = Math.max(1, Math.ceil(samples.length / count));
  return Array.from({ length: Math.min(count, samples.length) }, (_, place) => {
    let peak = 0;
    for (const sample of samples.subarray(place * stretch, (place + 1) * stretch))
      peak = Math.max(peak, Math.abs(sample));
    return Math.min(1, peak);
  });
}

/** Draws peaks as vertical lines over a whole canvas, in the colour of its text. */
export function drawPeaks(canvas: HTMLCanvasElement, peaks: readonly number[]): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  context.fillStyle = getComputedStyle(canvas).color;
  const step = width / Math.max(1, peaks.length);
  peaks.forEach((peak, place) => {
    const tall = Math.max(1, peak * height);
    context.fillRect(place * step, (height - tall) / 2, Math.max(1, step - 1), tall);
  });
}
