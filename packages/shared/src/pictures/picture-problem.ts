import { imageSize } from "image-size";
import { MAX_PIXELS } from "./raster.js";

/** Why a picture cannot be decoded. */
export type PictureProblem =
  | { readonly kind: "format" | "truncated" | "damaged" }
  | { readonly kind: "pixels"; readonly width: number; readonly height: number };

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const JPEG_SIGNATURE = Buffer.from([0xff, 0xd8, 0xff]);
const JPEG_SCAN = Buffer.from([0xff, 0xda]);
const JPEG_END = Buffer.from([0xff, 0xd9]);

/** Returns why `decodePicture` gave null: another format, too many pixels, a file that was cut off, or another damage. */
export function pictureProblem(bytes: Uint8Array): PictureProblem {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = file.subarray(0, 4).equals(PNG_SIGNATURE);
  if (!isPng && !file.subarray(0, 3).equals(JPEG_SIGNATURE)) return { kind: "format" };
  const { width, height } = sizeOf(bytes);
  if (width * height > MAX_PIXELS) return { kind: "pixels", width, height };
  // A preview in front may be whole where the picture is not: its end must follow the beginning of the last scan.
  const isWhole = isPng ? file.includes("IEND") : file.lastIndexOf(JPEG_END) > file.lastIndexOf(JPEG_SCAN);
  return { kind: isWhole ? "damaged" : "truncated" };
}

function sizeOf(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  try {
    return imageSize(bytes);
  } catch {
    return { width: 0, height: 0 }; // The header is broken, or cut off.
  }
}
