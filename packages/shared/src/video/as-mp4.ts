import { inThread } from "../threads/in-thread.js";
import type { Mp4Answer } from "./mp4-worker.js";

const WORKER = new URL("./mp4-worker.js", import.meta.url);
const LIMITS = { ms: 60_000, heapMb: 512, growthMb: 1_024 };

/**
 * Returns a video of another container, such as WebM, QuickTime or Matroska, as MP4, without re-encoding. Null if
 * browsers do not play a codec in MP4 (VP8, Vorbis), for a broken file, and after a minute of work.
 * @throws the signal's reason if aborted.
 */
export async function asMp4(bytes: Uint8Array, signal?: AbortSignal): Promise<Uint8Array | null> {
  const answer = await inThread<Mp4Answer>(WORKER, bytes, { ...LIMITS, signal });
  return typeof answer === "string" ? null : answer.bytes;
}
