import { parentPort, workerData } from "node:worker_threads";
import { registerFlacEncoder } from "@mediabunny/flac-encoder";
import {
  ALL_FORMATS,
  type AudioCodec,
  AudioSample,
  AudioSampleSource,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  type InputAudioTrack,
  type InputFormat,
  type InputTrack,
  MATROSKA,
  Mp4OutputFormat,
  Output,
  WEBM,
  WebMOutputFormat,
} from "mediabunny";

/** Sound that is copied into the video, or samples that are encoded without loss (FLAC). */
export type DubSound =
  | { readonly bytes: Uint8Array }
  | { readonly channels: readonly Float32Array[]; readonly rate: number };

/** The thread's job. */
export interface DubJob {
  readonly video: Uint8Array;
  readonly sound: DubSound;
}

/** The thread's answer. */
export type DubAnswer =
  | {
      readonly bytes: Uint8Array;
      readonly mediaType: string;
      /** How long the pictures and the sound last. */
      readonly pictureSeconds: number;
      readonly soundSeconds: number;
      /** Whether the video had sound before, which is left out. */
      readonly hadSound: boolean;
    }
  | { readonly problem: "pictures" | "sound" | "codec" };

/** The largest sample of 16 bits, in which FLAC is encoded here. */
const FULL = 0x7fff;

/** Writes sound into an output that has been started. */
interface SoundWriter {
  readonly seconds: number;
  write(): Promise<void>;
}

async function dub({ video, sound }: DubJob): Promise<DubAnswer> {
  const film = inputOf(video);
  const pictures = await film.getPrimaryVideoTrack();
  const videoCodec = await pictures?.getCodec();
  if (!pictures) return { problem: "pictures" };
  const track = "bytes" in sound ? await inputOf(sound.bytes).getPrimaryAudioTrack() : null;
  if ("bytes" in sound && !track) return { problem: "sound" };
  const audioCodec = track ? await track.getCodec() : "flac";
  const format = formatFor(await film.getFormat(), audioCodec);
  const known = format.getSupportedCodecs();
  if (!videoCodec || !audioCodec || !known.includes(videoCodec) || !known.includes(audioCodec))
    return { problem: "codec" };
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const copy = new EncodedVideoPacketSource(videoCodec);
  output.addVideoTrack(copy, { rotation: await pictures.getRotation() });
  const writer = "bytes" in sound && track ? await copied(track, audioCodec, output) : encoded(sound, output);
  await output.start();
  await copyTrack(pictures, (packet, meta) => copy.add(packet, meta));
  await writer.write();
  await output.finalize();
  return {
    bytes: new Uint8Array(target.buffer ?? new ArrayBuffer(0)),
    mediaType: format.mimeType,
    pictureSeconds: await pictures.computeDuration(),
    soundSeconds: writer.seconds,
    hadSound: (await film.getPrimaryAudioTrack()) !== null,
  };
}

function inputOf(bytes: Uint8Array): Input {
  return new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
}

/** WebM takes Opus and Vorbis alone; MP4 takes the rest, and what of video WebM holds. */
function formatFor(film: InputFormat, audioCodec: AudioCodec | null): WebMOutputFormat | Mp4OutputFormat {
  const isWebM = film === WEBM || film === MATROSKA;
  return isWebM && (audioCodec === "opus" || audioCodec === "vorbis")
    ? new WebMOutputFormat()
    : new Mp4OutputFormat({ fastStart: "in-memory" });
}

/** Copies a track packet by packet. The first packet carries its configuration. */
async function copyTrack<Config>(
  track: InputTrack & { getDecoderConfig(): Promise<Config | null> },
  add: (packet: EncodedPacket, meta?: { decoderConfig: Config }) => Promise<void>,
): Promise<void> {
  let config = await track.getDecoderConfig();
  for await (const packet of new EncodedPacketSink(track).packets()) {
    await add(packet, config ? { decoderConfig: config } : undefined);
    config = null;
  }
}

async function copied(track: InputAudioTrack, codec: AudioCodec, output: Output): Promise<SoundWriter> {
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  return {
    seconds: await track.computeDuration(),
    write: () => copyTrack(track, (packet, meta) => source.add(packet, meta)),
  };
}

function encoded(sound: DubSound, output: Output): SoundWriter {
  const { channels, rate } = "channels" in sound ? sound : { channels: [], rate: 1 };
  registerFlacEncoder();
  const source = new AudioSampleSource({ codec: "flac" });
  output.addAudioTrack(source);
  const length = channels[0]?.length ?? 0;
  return {
    seconds: length / rate,
    write: async () => {
      for (let at = 0; at < length; at += rate) {
        const piece = channels.map((channel) => channel.subarray(at, at + rate));
        const data = Int16Array.from(piece.flatMap((samples) => Array.from(samples, toInteger)));
        const shape = { format: "s16-planar", numberOfChannels: channels.length, sampleRate: rate } as const;
        const sample = new AudioSample({ data, ...shape, timestamp: at / rate });
        await source.add(sample);
        sample.close();
      }
    },
  };
}

function toInteger(sample: number): number {
  return Math.round(Math.max(-1, Math.min(1, sample)) * FULL);
}

/** An error of the library means a file that it cannot handle. */
async function answerOf(job: DubJob): Promise<DubAnswer> {
  try {
    return await dub(job);
  } catch {
    return { problem: "pictures" };
  }
}

// Only `dub.ts` starts this thread, with a job.
parentPort?.postMessage(await answerOf(workerData as DubJob));
