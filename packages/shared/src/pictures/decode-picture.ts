import { imageSize } from "image-size";
import { decode } from "jpeg-js";
import { PNG } from "pngjs";
import { isBoundedPng } from "./bounded-png.js";
import { pngOrientation } from "./png-orientation.js";
import { MAX_PIXELS, type Raster } from "./raster.js";
import { upright } from "./upright.js";

const MAX_JPEG_MEGABYTES = 256;
/** A progressive JPEG has about ten scans; each takes a pass over the whole picture. */
const MAX_SCANS = 64;
const START_OF_SCAN = Buffer.from([0xff, 0xda]);
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47];

/**
 * Returns a PNG or JPEG as pixels, upright where EXIF says how it was taken; null for another format, a broken file
 * and more than 16 million pixels.
 */
export function decodePicture(bytes: Uint8Array): Raster | null {
  try {
    return PNG_SIGNATURE.every((byte, at) => bytes[at] === byte) ? decodePng(bytes) : decodeJpeg(bytes);
  } catch {
    return null; // A broken or unknown file: the caller does without.
  }
}

/** Returns pixels as a PNG file. */
export function encodePng({ width, height, pixels }: Raster): Uint8Array {
  const png = new PNG({ width, height });
  png.data.set(pixels);
  return new Uint8Array(PNG.sync.write(png));
}

function decodePng(bytes: Uint8Array): Raster | null {
  if (!isBoundedPng(bytes, MAX_PIXELS)) return null;
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  return upright({ width, height, pixels: new Uint8Array(data) }, pngOrientation(bytes));
}

function decodeJpeg(bytes: Uint8Array): Raster | null {
  if (scansOf(bytes) > MAX_SCANS) return null;
  const { width, height, data } = decode(bytes, {
    useTArray: true,
    formatAsRGBA: true,
    maxResolutionInMP: MAX_PIXELS / 1_000_000,
    maxMemoryUsageInMB: MAX_JPEG_MEGABYTES,
  });
  return upright({ width, height, pixels: data }, imageSize(bytes).orientation);
}

/** Counts the markers that begin a scan (ITU T.81, B.1.1.3); image data cannot hold one. */
function scansOf(bytes: Uint8Array): number {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let scans = 0;
  for (let at = all.indexOf(START_OF_SCAN); at >= 0; at = all.indexOf(START_OF_SCAN, at + 2)) scans++;
  return scans;
}
