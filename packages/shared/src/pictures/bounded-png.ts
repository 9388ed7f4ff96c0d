import { inflateSync } from "node:zlib";

const SIGNATURE_BYTES = 8;
/** Length, name and checksum around a chunk's data. */
const CHUNK_BYTES = 12;
/** A pixel at most: four channels of 16 bits. */
const PIXEL_BYTES = 8;

/**
 * Returns whether a PNG can be decoded in bounded memory: one header, first, of at most `maxPixels`, and, where it is
 * interlaced, image data that unpacks to no more than these pixels can take. The decoder reads a second header over the
 * first one and unpacks interlaced data without a limit.
 */
export function isBoundedPng(bytes: Uint8Array, maxPixels: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  let header: { readonly pixels: number; readonly rows: number; readonly interlaced: boolean } | null = null;
  for (let at = SIGNATURE_BYTES; at + CHUNK_BYTES <= view.byteLength; ) {
    const size = view.getUint32(at);
    const name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString("latin1");
    if ((name === "IHDR") !== (header === null)) return false;
    if (name === "IHDR") header = headerAt(view, at + 8);
    if (!header || header.pixels > maxPixels) return false;
    if (name === "IDAT") data.push(bytes.subarray(at + 8, at + 8 + size));
    if (name === "IEND") break;
    at += size + CHUNK_BYTES;
  }
  if (!header) return false;
  return !header.interlaced || unpacksWithin(data, header.pixels * PIXEL_BYTES + header.rows * 8);
}

function headerAt(
  view: DataView,
  at: number,
): { readonly pixels: number; readonly rows: number; readonly interlaced: boolean } | null {
  if (at + 13 > view.byteLength) return null;
  const rows = view.getUint32(at + 4);
  return { pixels: view.getUint32(at) * rows, rows, interlaced: view.getUint8(at + 12) !== 0 };
}

function unpacksWithin(data: readonly Uint8Array[], maxBytes: number): boolean {
  try {
    inflateSync(Buffer.concat(data), { maxOutputLength: maxBytes });
    return true;
  } catch {
    return false; // Too much, or broken: not to be decoded either way.
  }
}
