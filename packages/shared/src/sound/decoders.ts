import type { Samples } from "./samples.js";

interface Decoder {
  decode(bytes: Uint8Array): Samples | Promise<Samples>;
  flush?(): Samples | Promise<Samples>;
  free(): void;
}

/** Bytes decoded at once: few enough that what they unpack to fits (FLAC writes 65,535 samples in 14 bytes). */
const CHUNK = 4096;

/** Decoders that take a file piece by piece, loaded when they are used. */
const DECODERS: Readonly<Record<string, () => Promise<Decoder>>> = {
  "audio/mpeg": async () => (await import("@audio/decode-mp3")).decoder(),
  "audio/ogg": async () => (await import("@audio/decode-vorbis")).decoder(),
  "audio/ogg; codecs=opus": async () => (await import("@audio/decode-opus")).decoder(),
  "audio/flac": async () => (await import("@audio/decode-flac")).decoder(),
  "audio/wav": async () => (await import("@audio/decode-wav")).decoder(),
};

/** Containers of packets, by which the codec of the first sound track is told. */
const CONTAINERS: ReadonlySet<string> = new Set([
  "audio/mp4",
  "video/mp4",
  "video/quicktime",
  "video/webm",
  "audio/webm",
  "video/matroska",
]);

/**
 * Returns the samples of a recording or of a video's first sound track, in pieces; null for a media type that is not
 * known here. Throws `NoDecoder` for a codec that cannot be decoded here, and where the file is damaged.
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
