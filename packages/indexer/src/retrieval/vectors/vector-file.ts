import { createHash, type Hash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type {
  EmbedderIdentity,
  IndexGeneration,
  IndexGenerations,
  Int8Params,
  RegistryReader,
} from "@hugginggpt/shared";
import { unreadable } from "../index-files/file-checksum.js";
import { int8Params, sameParams } from "./index-params.js";
import type { QuantizedMatrix } from "./quantized-matrix.js";
import { type SavedVectors, VectorMatrix } from "./vector-matrix.js";

/** "HGV1" as a number: a file of a machine of the other byte order has another one. */
const MAGIC = 0x31564748;
/** Six numbers of 64 bits. */
const HEADER_BYTES = 48;
const NUMBER_BYTES = 4;
/** Read at a time. */
const CHUNK = 1 << 22;

/** The vectors of a registry in 8 bits a number, as a file: a header, the rows, their scales, their bytes. */
interface VectorFile extends SavedVectors {
  close(): Promise<void>;
}

/** A file that is not what was published. `message` completes "the index file NAME ...". */
class VectorFileError extends Error {
  override readonly name = "VectorFileError";
}

export interface OpenedVectors {
  readonly matrix: VectorMatrix;
  /** Why the published file was of no use, where it is broken; null otherwise. */
  readonly broken: string | null;
}

/**
 * Returns the vectors in memory: from the published file where that is sound and of this embedder, else empty, so that
 * the first refresh reads them all from the store. Either way it needs a refresh.
 */
export async function openVectors(
  reader: RegistryReader,
  generations: IndexGenerations,
  folder: string,
  embedder: EmbedderIdentity,
): Promise<OpenedVectors> {
  const empty = () => new VectorMatrix(reader, embedder.dimension, 0);
  const live = await generations.live("int8");
  if (live === null || !sameParams(live.params, int8Params(embedder)))
    return { matrix: empty(), broken: null };
  try {
    const file = await openVectorFile(join(folder, live.file), live);
    try {
      const matrix = empty();
      await matrix.restore(file);
      return { matrix, broken: null };
    } finally {
      await file.close();
    }
  } catch (error) {
    const problem = error instanceof VectorFileError ? error.message : unreadable(error);
    return { matrix: empty(), broken: `the index file ${live.file} ${problem}` };
  }
}

/**
 * Opens a published file. Only its size and its header are looked at so far; the rest is checked while it is read.
 * @throws VectorFileError where it is not what was published; the file system's error where it cannot be opened.
 */
async function openVectorFile(path: string, published: IndexGeneration<Int8Params>): Promise<VectorFile> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    if (size !== published.bytes)
      throw new VectorFileError(`has ${size} bytes instead of ${published.bytes}`);
    const header = new Float64Array(HEADER_BYTES / 8);
    const hash = createHash("sha256");
    await readFully(handle, bytesOf(header), 0, hash);
    const [magic, dimension, stride = 0, count = 0, lastSeq = 0, version = 0] = header;
    const expected = HEADER_BYTES + count * (2 * NUMBER_BYTES + stride);
    if (
      magic !== MAGIC ||
      dimension !== published.params.dimension ||
      size !== expected ||
      count !== published.count
    )
      throw new VectorFileError("was changed after it was published");
    return {
      count,
      lastSeq,
      version,
      readInto: (matrix) => readVectors(handle, matrix, count, { hash, sha256: published.sha256 }),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readVectors(
  handle: FileHandle,
  matrix: QuantizedMatrix,
  count: number,
  { hash, sha256 }: { readonly hash: Hash; readonly sha256: string },
): Promise<Int32Array> {
  const rows = new Int32Array(count);
  const parts = [bytesOf(rows), bytesOf(matrix.scales(0, count)), matrix.bytes(0, count)];
  let at = HEADER_BYTES;
  for (const part of parts) {
    await readFully(handle, part, at, hash);
    at += part.byteLength;
  }
  if (hash.digest("hex") !== sha256) throw new VectorFileError("was changed after it was published");
  return rows;
}

async function readFully(handle: FileHandle, target: Uint8Array, from: number, hash: Hash): Promise<void> {
  for (let at = 0; at < target.byteLength; ) {
    const piece = target.subarray(at, at + CHUNK);
    const { bytesRead } = await handle.read(piece, 0, piece.byteLength, from + at);
    if (bytesRead === 0) throw new VectorFileError("ends too early");
    hash.update(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/** Writes these rows of a matrix, in this order, to a new file. */
export async function writeVectorFile(
  path: string,
  matrix: VectorMatrix,
  rows: readonly number[],
  dimension: number,
): Promise<void> {
  await pipeline(pieces(matrix, rows, dimension), createWriteStream(path));
}

function* pieces(matrix: VectorMatrix, rows: readonly number[], dimension: number): Generator<Uint8Array> {
  const stride = matrix.stride;
  yield bytesOf(Float64Array.of(MAGIC, dimension, stride, rows.length, matrix.lastSeq, matrix.version));
  yield bytesOf(Int32Array.from(rows));
  yield bytesOf(Float32Array.from(matrix.slices(rows), ({ scale }) => scale));
  const batch = Math.max(1, Math.floor(CHUNK / stride));
  for (let from = 0; from < rows.length; from += batch) {
    const some = rows.slice(from, from + batch);
    const block = new Uint8Array(some.length * stride);
    let at = 0;
    for (const { bytes } of matrix.slices(some)) {
      block.set(bytes, at);
      at += stride;
    }
    yield block;
  }
}

function bytesOf(list: Float64Array | Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(list.buffer, list.byteOffset, list.byteLength);
}
