import { wavHeader } from "@hugginggpt/shared/sound";

const RAW_TYPES = /^audio\/(l16|pcm|x-raw|raw)\b/i;
const DEFAULT_RATE = 24_000;
const MIN_RATE = 1_000;
const MAX_RATE = 384_000;
const MAX_CHANNELS = 8;

/**
 * Returns a WAV file of what a server sent as bare 16-bit samples, such as `audio/pcm;rate=24000` or `audio/L16`; null
 * for every other content type. Samples count as little-endian, which is what speech services send, unless the type is
 * `audio/L16` without `codec=pcm`, which RFC 2586 makes big-endian. Without a rate it is 24,000 a second, mono.
 */
export function wavOfSamples(bytes: Uint8Array, contentType: string): Uint8Array | null {
  if (!RAW_TYPES.test(contentType) || bytes.byteLength < 2) return null;
  const format = {
    rate: parameter(contentType, "rate", DEFAULT_RATE, MIN_RATE, MAX_RATE),
    channels: parameter(contentType, "channels", 1, 1, MAX_CHANNELS),
  };
  const isBigEndian = /^audio\/l16\b/i.test(contentType) && !/codec=pcm/i.test(contentType);
  const samples = Buffer.from(
    bytes.subarray(0, bytes.byteLength - (bytes.byteLength % (2 * format.channels))),
  );
  return new Uint8Array(
    Buffer.concat([wavHeader(samples.byteLength, format), isBigEndian ? samples.swap16() : samples]),
  );
}

function parameter(type: string, name: string, otherwise: number, least: number, most: number): number {
  const value = Number(new RegExp(`;\\s*${name}=["']?(\\d+)`, "i").exec(type)?.[1] ?? otherwise);
  return value >= least && value <= most ? value : otherwise;
}
