import { createHash, type Hash } from "node:crypto";
import { createWriteStream } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { openToRead } from "@hugginggpt/shared/files";
import type { IndexGeneration } from "../../ports/index-generations.js";
import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { VectorReader } from "../../ports/vector-reader.js";
import { unreadable } from "../index-files/file-checksum.js";
import { paramsOf } from "./index-params.js";
import type { QuantizedMatrix } from "./quantized-matrix.js";
import type { IndexFiles } from "./vector-index.js";
import { type SavedVectors, VectorMatrix } from "./vector-matrix.js";

/** "HGV2" as a number: a file of a machine of the other byte order has another one. */
const MAGIC = 0x32564748;
/** Six numbers of 64 bits. */
const HEADER_BYTES = 48;
const NUMBER_BYTES = 4;
/** Read at a time. */
const CHUNK = 1 << 22;

/** The vectors of a registry in 8 bits a number, as a file: a header, the ids in JSON, their scales, their bytes. */
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
  { vectors, generations, folder }: IndexFiles & { readonly vectors: VectorReader },
  embedder: EmbedderIdentity,
): Promise<OpenedVectors> {
  const empty = () => new VectorMatrix(vectors, embedder.dimension, 0);
  const live = await generations.live("int8");
  if (live?.params !== paramsOf("int8", embedder)) return { matrix: empty(), broken: null };
  try {
    const file = await openVectorFile(join(folder, live.file), live, embedder.dimension);
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
async function openVectorFile(path: string, published: IndexGeneration, wanted: number): Promise<VectorFile> {
  const handle = await openToRead(path);
  try {
    const { size } = await handle.stat();
    if (size !== published.bytes)
      throw new VectorFileError(`has ${size} bytes instead of ${published.bytes}`);
    const header = new Float64Array(HEADER_BYTES / 8);
    const hash = createHash("sha256");
    await readFully(handle, bytesOf(header), 0, hash);
    const [magic, dimension, stride = 0, count = 0, lastSeq = 0, idBytes = 0] = header;
    const expected = HEADER_BYTES + idBytes + count * (NUMBER_BYTES + stride);
    if (magic !== MAGIC || dimension !== wanted || size !== expected || count !== published.count)
      throw new VectorFileError("was changed after it was published");
    return {
      count,
      lastSeq,
      readInto: (matrix) => readVectors(handle, matrix, idBytes, { hash, sha256: published.sha256 }),
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
  idBytes: number,
  { hash, sha256 }: { readonly hash: Hash; readonly sha256: string },
): Promise<string[]> {
  const ids = Buffer.alloc(idBytes);
  const parts = [ids, bytesOf(matrix.scales(0, matrix.size)), matrix.bytes(0, matrix.size)];
  let at = HEADER_BYTES;
  for (const part of parts) {
    await readFully(handle, part, at, hash);
    at += part.byteLength;
  }
  if (hash.digest("hex") !== sha256) throw new VectorFileError("was changed after it was published");
  // The cast: what `pieces` wrote, by its checksum.
  return JSON.parse(ids.toString("utf8")) as string[];
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

/** Writes the vectors of these models, in this order, to a new file. */
export async function writeVectorFile(
  path: string,
  matrix: VectorMatrix,
  ids: readonly string[],
  dimension: number,
): Promise<void> {
  await pipeline(pieces(matrix, ids, dimension), createWriteStream(path));
}

function* pieces(matrix: VectorMatrix, ids: readonly string[], dimension: number): Generator<Uint8Array> {
  const stride = matrix.stride;
  const names = Buffer.from(JSON.stringify(ids));
  yield bytesOf(Float64Array.of(MAGIC, dimension, stride, ids.length, matrix.lastSeq, names.length));
  yield names;
  yield bytesOf(Float32Array.from(matrix.slices(ids), ({ scale }) => scale));
  const batch = Math.max(1, Math.floor(CHUNK / stride));
  for (let from = 0; from < ids.length; from += batch) {
    const some = ids.slice(from, from + batch);
    const block = new Uint8Array(some.length * stride);
    let at = 0;
    for (const { bytes } of matrix.slices(some)) {
      block.set(bytes, at);
      at += stride;
    }
    yield block;
  }
}

function bytesOf(list: Float64Array | Float32Array): Uint8Array {
  return new Uint8Array(list.buffer, list.byteOffset, list.byteLength);
}
