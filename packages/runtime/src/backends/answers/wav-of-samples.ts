/** How samples without a container are to be heard. */
interface SampleFormat {
  /** Samples a second. */
  readonly rate: number;
  readonly channels: number;
}

const RAW_TYPES = /^audio\/(l16|pcm|x-raw|raw)\b/i;
const DEFAULT_RATE = 24_000;
const HEADER_BYTES = 44;
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
    Buffer.concat([header(samples.byteLength, format), isBigEndian ? samples.swap16() : samples]),
  );
}

function parameter(type: string, name: string, otherwise: number, least: number, most: number): number {
  const value = Number(new RegExp(`;\\s*${name}=["']?(\\d+)`, "i").exec(type)?.[1] ?? otherwise);
  return value >= least && value <= most ? value : otherwise;
}

/** The canonical header of 16-bit linear PCM (RIFF, "Multimedia Programming Interface and Data Specifications 1.0"). */
function header(size: number, { rate, channels }: SampleFormat): Buffer {
  const frame = channels * 2;
  const head = Buffer.alloc(HEADER_BYTES);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(HEADER_BYTES - 8 + size, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * frame, 28);
  head.writeUInt16LE(frame, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(size, 40);
  return head;
}
