/** A picture as pixels: four bytes each, red, green, blue and alpha, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Larger pictures are not decoded: it would take seconds and hundreds of megabytes. */
export const MAX_PIXELS = 16_000_000;
