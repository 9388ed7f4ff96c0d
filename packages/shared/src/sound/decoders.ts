import type { Samples } from "./samples.js";

interface Decoder {
  decode(bytes: Uint8Array): Samples | Promise<Samples>;
  flush?(): Samples | Promise<Samples>;
  free(): void;
}

/** Bytes decoded at once, so few that the result fits into memory (FLAC can store 65,535 samples in 14 bytes). */
const CHUNK = 4096;

/** Decoders that take a file in pieces, loaded on demand. */
const DECODERS: Readonly<Record<string, () => Promise<Decoder>>> = {
  "audio/mpeg": async () => (await import("@audio/decode-mp3")).decoder(),
  "audio/ogg": async () => (await import("@audio/decode-vorbis")).decoder(),
  "audio/ogg; codecs=opus": async () => (await import("@audio/decode-opus")).decoder(),
  "audio/flac": async () => (await import("@audio/decode-flac")).decoder(),
  "audio/wav": async () => (await import("@audio/decode-wav")).decoder(),
};

/** Containers of packets, whose first sound track has its own codec. */
const CONTAINERS: ReadonlySet<string> = new Set([
  "audio/mp4",
  "video/mp4",
  "video/quicktime",
  "video/webm",
  "audio/webm",
  "video/matroska",
]);

/**
 * Returns the samples of a recording or of a video's first sound track, in pieces; null for an unknown media
 * type. @throws `NoDecoder` for a codec that cannot be decoded here, and an error for a damaged file.
 */
export async function decodedSamples(
  bytes: Uint8Array,
  mediaType: string,
): Promise<AsyncGenerator<Samples> | null> {
  if (CONTAINERS.has(mediaType)) return (await import("./packets.js")).packetSamples(bytes);
  const decoder = await DECODERS[mediaType]?.();
  return decoder ? decodedBy(decoder, bytes) : null;
}

async function* decodedBy(decoder: Decoder, bytes: Uint8Array): AsyncGenerator<Samples> {
  try {
    for (let at = 0; at < bytes.byteLength; at += CHUNK)
      yield await decoder.decode(bytes.subarray(at, at + CHUNK));
    if (decoder.flush) yield await decoder.flush();
  } finally {
    decoder.free();
  }
}
