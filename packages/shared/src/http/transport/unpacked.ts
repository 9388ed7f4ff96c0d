import { once } from "node:events";
import { pipeline, type Readable, type Transform } from "node:stream";
import * as zlib from "node:zlib";

/** The encodings that we can decode, for `accept-encoding`. */
export const ENCODINGS = "gzip, deflate, br";

const { Z_SYNC_FLUSH: flush, BROTLI_OPERATION_FLUSH: brotliFlush } = zlib.constants;
const GZIP = { flush, finishFlush: flush };
const BROTLI = { flush: brotliFlush, finishFlush: brotliFlush };

/** The reader of a stream gets its error. Without a reader an error must not end the process. */
const ignore = () => undefined;

/**
 * Returns a body without the encodings that `content-encoding` names, the last one first. As in browsers, a body that
 * was cut gives what arrived, and an unknown encoding leaves the body as it is. Errors pass from stream to stream.
 */
export async function unpacked(body: Readable, encoding: string | null): Promise<Readable> {
  let stream = body;
  for (const name of (encoding ?? "").toLowerCase().split(",").reverse()) {
    const decoder = await decoderOf(name.trim(), stream);
    if (decoder === null) break;
    stream = pipeline(stream, decoder, ignore);
  }
  return stream.on("error", ignore);
}

async function decoderOf(name: string, body: Readable): Promise<Transform | null> {
  if (name === "gzip" || name === "x-gzip") return zlib.createGunzip(GZIP);
  if (name === "br") return zlib.createBrotliDecompress(BROTLI);
  if (name !== "deflate") return null;
  // Some servers omit zlib's header, whose first byte has the method in its lower half.
  return ((await firstByte(body)) & 0x0f) === 0x08 ? zlib.createInflate(GZIP) : zlib.createInflateRaw(GZIP);
}

/** Returns the first byte of a stream, which stays in it; 0 if it is empty. */
async function firstByte(body: Readable): Promise<number> {
  if (body.readableLength === 0 && !body.readableEnded) await once(body, "readable");
  const chunk: Buffer | null = body.read();
  if (chunk === null) return 0;
  body.unshift(chunk);
  return chunk[0] ?? 0;
}
