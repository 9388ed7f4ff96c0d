import {
  BufferSource,
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
} from "mediabunny";
import { NoDecoder, type Samples } from "./samples.js";

/** Packets decoded at once. */
const BATCH = 32;
/** An identification header of Opus (RFC 7845, 5.1) holds the channels at 9 and the samples to skip at 10. */
const OPUS_HEAD_BYTES = 19;

interface PacketDecoder {
  decode(packets: Uint8Array[]): Samples | Promise<Samples>;
  free(): void;
}

/**
 * Yields the samples of the first sound track of an MP4, QuickTime, Matroska or WebM file; nothing if it has none.
 * @throws Error `no decoder` for a codec that cannot be decoded here; what the reader throws for a damaged file.
 */
export async function* packetSamples(bytes: Uint8Array): AsyncGenerator<Samples> {
  const input = new Input({ formats: [MP4, QTFF, MATROSKA, WEBM], source: new BufferSource(bytes) });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (track) yield* trackSamples(track);
  } finally {
    input.dispose();
  }
}

async function* trackSamples(track: InputAudioTrack): AsyncGenerator<Samples> {
  const decoder = await decoderOf(track);
  try {
    let batch: Uint8Array[] = [];
    for await (const { data } of new EncodedPacketSink(track).packets()) {
      if (batch.push(data) < BATCH) continue;
      yield await decoder.decode(batch);
      batch = [];
    }
    if (batch.length > 0) yield await decoder.decode(batch);
  } finally {
    decoder.free();
  }
}

async function decoderOf(track: InputAudioTrack): Promise<PacketDecoder> {
  const config = await track.getDecoderConfig();
  const description = bytesOf(config?.description);
  switch (await track.getCodec()) {
    case "aac":
      return aac(description);
    case "opus":
      return opus(description, config?.numberOfChannels ?? 1);
    case "mp3":
      return mp3();
    default:
      throw new NoDecoder();
  }
}

async function aac(asc: Uint8Array): Promise<PacketDecoder> {
  const { decoder } = await import("@audio/decode-aac").catch(() => {
    throw new NoDecoder();
  });
  return decoder({ asc });
}

async function mp3(): Promise<PacketDecoder> {
  const { decoder } = await import("@audio/decode-mp3");
  const frames = await decoder();
  return { decode: (packets) => frames.decode(Buffer.concat(packets)), free: () => frames.free() };
}

async function opus(head: Uint8Array, channels: number): Promise<PacketDecoder> {
  const { createOpusDecoder } = await import("@audio/decode-opus/core");
  const decoder = await createOpusDecoder();
  const hasHead = head.byteLength >= OPUS_HEAD_BYTES;
  const preSkip = hasHead ? new DataView(head.buffer, head.byteOffset).getUint16(10, true) : 0;
  decoder.configure({ channels: Math.min(channels, 2), preSkip });
  return { decode: (packets) => decoder.decodeFrames(packets), free: () => decoder.free() };
}

type BufferSourceLike = ArrayBufferView | ArrayBufferLike;

function bytesOf(source: BufferSourceLike | undefined): Uint8Array {
  if (!source) return new Uint8Array();
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
