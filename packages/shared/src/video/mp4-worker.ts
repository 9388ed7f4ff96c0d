import { parentPort, workerData } from "node:worker_threads";
import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  Conversion,
  Input,
  Mp4OutputFormat,
  Output,
} from "mediabunny";

/** Codecs that browsers play in MP4. */
const PLAYED: ReadonlySet<string> = new Set(["avc", "hevc", "vp9", "av1", "aac", "opus", "mp3", "flac"]);

/** The thread's result: the MP4; null if it cannot be made. */
export interface Mp4Answer {
  readonly bytes: Uint8Array | null;
}

async function asMp4(bytes: Uint8Array): Promise<Mp4Answer> {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const codecs = await Promise.all((await input.getTracks()).map((track) => track.getCodec()));
  if (codecs.length === 0 || !codecs.every((codec) => PLAYED.has(String(codec)))) return { bytes: null };
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: "in-memory" }), target });
  const conversion = await Conversion.init({ input, output, showWarnings: false });
  // Without an encoder a track is copied or left out.
  if (!conversion.isValid || conversion.discardedTracks.length > 0) return { bytes: null };
  await conversion.execute();
  return { bytes: target.buffer && new Uint8Array(target.buffer) };
}

// Only `as-mp4.ts` starts this thread, with a job.
parentPort?.postMessage(await asMp4(workerData as Uint8Array).catch((): Mp4Answer => ({ bytes: null })));
