/** A picture as pixels of four bytes (red, green, blue, alpha), row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Larger pictures are not decoded, which would take seconds and hundreds of megabytes. */
export const MAX_PIXELS = 16_000_000;
