import { endianness } from "node:os";

const BYTES = 4;
/** Rounding of 32-bit floats over some thousand dimensions stays far below. */
const LENGTH_TOLERANCE = 1e-3;

/** Returns numbers as they are stored: 32-bit floats, little-endian. */
export function vectorToBytes(values: Float32Array): Buffer {
  const bytes = Buffer.from(values.slice().buffer);
  return endianness() === "LE" ? bytes : bytes.swap32();
}

/** Returns the numbers that `vectorToBytes` was given. */
export function vectorFromBytes(data: Buffer): Float32Array {
  const bytes = new Uint8Array(data.length - (data.length % BYTES));
  bytes.set(data.subarray(0, bytes.length));
  if (endianness() === "BE") Buffer.from(bytes.buffer).swap32();
  return new Float32Array(bytes.buffer);
}

/**
 * @throws RangeError for a vector of another dimension, with a value that is not finite, or neither zero nor of unit
 * length: an embedder that returns one has a bug.
 */
export function requireUsable(id: string, values: Float32Array, dimension: number): void {
  if (values.length !== dimension)
    throw new RangeError(`${id}: a vector of ${values.length} dimensions among ${dimension}`);
  let square = 0;
  for (const value of values) square += value * value;
  const length = Math.sqrt(square);
  if (!(length === 0 || Math.abs(length - 1) < LENGTH_TOLERANCE))
    throw new RangeError(`${id}: a vector of length ${length}, not 0 or 1`);
}
