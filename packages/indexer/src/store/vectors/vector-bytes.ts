import { endianness } from "node:os";

const BYTES = 4;

/** Returns numbers as they are stored: 32-bit floats, little-endian. */
export function vectorToBytes(values: Float32Array): Buffer {
  const bytes = Buffer.from(values.slice().buffer);
  return endianness() === "LE" ? bytes : bytes.swap32();
}

/** Returns the numbers that were stored so. */
export function vectorFromBytes(data: Buffer): Float32Array {
  const bytes = new Uint8Array(data.length - (data.length % BYTES));
  bytes.set(data.subarray(0, bytes.length));
  if (endianness() === "BE") Buffer.from(bytes.buffer).swap32();
  return new Float32Array(bytes.buffer);
}
