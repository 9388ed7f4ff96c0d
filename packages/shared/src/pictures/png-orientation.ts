const SIGNATURE_BYTES = 8;
const CHUNK_BYTES = 12;
/** EXIF 2.32: the tag of the orientation, and the bytes of an entry. */
const ORIENTATION = 0x0112;
const ENTRY_BYTES = 12;

/**
 * Returns the orientation that a PNG's `eXIf` chunk gives (PNG, third edition, 11.3.3.6); undefined if it gives none.
 */
export function pngOrientation(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = SIGNATURE_BYTES; at + CHUNK_BYTES <= view.byteLength; ) {
    const size = view.getUint32(at);
    const name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString("latin1");
    if (name === "eXIf") return tiffOrientation(bytes.subarray(at + 8, at + 8 + size));
    at += size + CHUNK_BYTES;
  }
  return undefined;
}

/**
 * TIFF 6.0: the byte order, where the first directory lies, and in it how many entries there are, each a tag with its
 * value.
 */
function tiffOrientation(exif: Uint8Array): number | undefined {
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  if (view.byteLength < 8) return undefined;
  const isLittle = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittle);
  const entries = directory + 2 <= view.byteLength ? view.getUint16(directory, isLittle) : 0;
  for (
    let n = 0, at = directory + 2;
    n < entries && at + ENTRY_BYTES <= view.byteLength;
    n++, at += ENTRY_BYTES
  ) {
    if (view.getUint16(at, isLittle) === ORIENTATION) return view.getUint16(at + 8, isLittle);
  }
  return undefined;
}
