import { imageSize } from "image-size";
import { pngOrientation } from "./png-orientation.js";
import { MAX_PIXELS } from "./raster.js";

/** Why a picture cannot be decoded. */
export type PictureProblem =
  | { readonly kind: "format" | "truncated" | "damaged" }
  | { readonly kind: "pixels"; readonly width: number; readonly height: number };

/** The facts in a picture's header. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
  /** The EXIF orientation, 1 to 8; 1 if there is none. */
  readonly orientation: number;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const JPEG_SIGNATURE = Buffer.from([0xff, 0xd8, 0xff]);
const JPEG_SCAN = Buffer.from([0xff, 0xda]);
const JPEG_END = Buffer.from([0xff, 0xd9]);

/**
 * Returns why a picture was not decoded: another format than PNG or JPEG, more than `maxPixels`, a file that was cut
 * off, or another damage.
 */
export function pictureProblem(bytes: Uint8Array, maxPixels = MAX_PIXELS): PictureProblem {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = file.subarray(0, 4).equals(PNG_SIGNATURE);
  if (!isPng && !file.subarray(0, 3).equals(JPEG_SIGNATURE)) return { kind: "format" };
  const { width, height } = pictureSize(bytes) ?? { width: 0, height: 0 };
  if (width * height > maxPixels) return { kind: "pixels", width, height };
  // A preview in front may be complete although the picture is not: the end must follow the start of the last scan.
  const isWhole = isPng ? file.includes("IEND") : file.lastIndexOf(JPEG_END) > file.lastIndexOf(JPEG_SCAN);
  return { kind: isWhole ? "damaged" : "truncated" };
}

/**
 * Returns the size in a picture's header, before EXIF rotation; null if the header is broken, incomplete or unknown.
 */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  try {
    const { width, height, type, orientation } = imageSize(bytes);
    return { width, height, orientation: (type === "png" ? pngOrientation(bytes) : orientation) ?? 1 };
  } catch {
    return null; // The library throws only for this.
  }
}
