import { promisify } from "node:util";
import * as zlib from "node:zlib";

type Decode = (body: Uint8Array, options: zlib.ZlibOptions & zlib.BrotliOptions) => Promise<Uint8Array>;

const gunzip: Decode = promisify(zlib.gunzip);
const inflate: Decode = promisify(zlib.inflate);
const inflateRaw: Decode = promisify(zlib.inflateRaw);
const brotli: Decode = promisify(zlib.brotliDecompress);

/** What a body may be packed in, for `accept-encoding`. */
export const ENCODINGS = "gzip, deflate, br";

/**
 * Returns a body without the encodings that `content-encoding` names, the last one first. As browsers do, what is cut
 * short gives what came, and an unknown encoding leaves the body as it is.
 * @throws RangeError past `maxBytes` after any of the steps; Error for a body that is not packed as it says.
 */
export async function decodeBody(body: Uint8Array, encoding: string, maxBytes: number): Promise<Uint8Array> {
  let decoded = body;
  for (const name of encoding.toLowerCase().split(",").reverse()) {
    const decode = decoderOf(name.trim(), decoded);
    if (decode === null) return decoded;
    const flush = decode === brotli ? zlib.constants.BROTLI_OPERATION_FLUSH : zlib.constants.Z_SYNC_FLUSH;
    if (decoded.length > 0)
      decoded = await decode(decoded, { maxOutputLength: maxBytes, finishFlush: flush });
  }
  return decoded;
}

function decoderOf(name: string, body: Uint8Array): Decode | null {
  if (name === "gzip" || name === "x-gzip") return gunzip;
  // Some servers leave the header of zlib out; its first byte names the method in the lower half.
  if (name === "deflate") return ((body[0] ?? 0) & 0x0f) === 0x08 ? inflate : inflateRaw;
  return name === "br" ? brotli : null;
}
