/** A share of full scale below which nothing is heard: about -66 dB. */
const QUIET = 0.0005;

/**
 * Returns what a WAV file of samples (8 to 32 bits, or 32-bit numbers) lacks: any sound at all, or one that can be heard;
 * null where it has both, and for every other format.
 */
export function soundLack(bytes: Uint8Array): "empty" | "silent" | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = (at: number): string => Buffer.from(bytes.subarray(at, at + 4)).toString("latin1");
  if (name(0) !== "RIFF" || name(8) !== "WAVE") return null;
  let sample: ((at: number) => number) | null = null;
  let width = 0;
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    if (name(at) === "fmt " && at + 24 <= bytes.byteLength) {
      width = view.getUint16(at + 22, true) / 8;
      sample = sampleReader(view, view.getUint16(at + 8, true), width);
    }
    if (name(at) === "data") {
      const end = Math.min(bytes.byteLength, at + 8 + size);
      if (end - at - 8 < Math.max(1, width)) return "empty";
      return sample && isQuiet(sample, at + 8, end, width) ? "silent" : null;
    }
    at += 8 + size + (size % 2);
  }
  return null;
}

function isQuiet(sample: (at: number) => number, from: number, to: number, width: number): boolean {
  for (let at = from; at + width <= to; at += width) if (Math.abs(sample(at)) > QUIET) return false;
  return true;
}

/** Reads a sample as a share of full scale. Formats 1 and 0xfffe are integers, 3 numbers with a point (RFC 2361). */
function sampleReader(view: DataView, format: number, width: number): ((at: number) => number) | null {
  if (format === 3 && width === 4) return (at) => view.getFloat32(at, true);
  if (format !== 1 && format !== 0xfffe) return null;
  if (width === 1) return (at) => (view.getUint8(at) - 128) / 128;
  if (width === 2) return (at) => view.getInt16(at, true) / 0x8000;
  if (width === 3) return (at) => view.getInt16(at + 1, true) / 0x8000;
  return width === 4 ? (at) => view.getInt32(at, true) / 0x8000_0000 : null;
}
