import { Worker } from "node:worker_threads";
import { Fault } from "../errors/fault.js";
import { mediaSeconds } from "../media/media-seconds.js";
import type { Media } from "../nouns/value.js";
import type { Sound, SoundFacts, SoundProblem } from "./sound.js";
import type { SoundAnswer, SoundJob } from "./sound-worker.js";

/** The compiled thread: beside this file, and in `dist` where this file is the source (in tests). */
const WORKER = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/sound/sound-worker.js" : "./sound-worker.js",
  import.meta.url,
);
/** An hour of MP3 takes fifteen seconds. */
const READING_MS = 120_000;
const HEARING_MS = 20_000;
/** Seconds that are listened to before a recording is given to a model. */
const HEARD_SECONDS = 600;
const HEAP_MB = 256;
/** Samples kept at most: two hours at 16 kHz, in one channel. */
const MAX_KEPT_BYTES = 512 * 1024 * 1024;

/** What is wanted of a recording's samples. */
export interface SoundWish {
  /** Mixed into one channel of so many samples a second (16,000 for models of speech); absent: as they were recorded. */
  readonly mono?: number;
  /** Bytes of samples at most; 512 MiB where absent. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

type File = Pick<Media, "bytes" | "mediaType" | "name">;

/**
 * Returns the samples of a recording, or of a video's first sound track: WAV, MP3, Ogg (Vorbis, Opus), FLAC, and AAC, Opus
 * or MP3 in MP4, QuickTime, Matroska and WebM. It is decoded in a thread of its own. Of a file that is damaged in its
 * midst, what comes before the damage; `channels` hold no samples where the file does not.
 * @throws Fault UNSUPPORTED for another format or codec, BAD_REQUEST for a file that is damaged from its beginning,
 * INPUT_TOO_LARGE for more samples than are wanted, TIMEOUT after two minutes; the signal's reason.
 */
export async function readSound({ bytes, mediaType, name }: File, wish: SoundWish = {}): Promise<Sound> {
  const { mono, maxBytes = MAX_KEPT_BYTES, signal } = wish;
  const keep = { maxBytes, ...(mono === undefined ? {} : { mono }) };
  const answer = await inThread(
    { bytes, mediaType, maxSeconds: Number.POSITIVE_INFINITY, keep },
    READING_MS,
    signal,
  );
  if (answer === null)
    throw new Fault("TIMEOUT", `${name} took too long to decode`, { next: "Give a shorter recording." });
  if ("problem" in answer) throw unreadable(name, mediaType, answer.problem);
  if (answer.end === "limit" || answer.sound === null) throw tooLong(name, maxBytes);
  return answer.sound;
}

/**
 * Returns how long a recording lasts, whether anything can be heard in it and how much of it is clipped; its first ten
 * minutes are listened to. A problem where it cannot be decoded; null where its format is not known here, or it takes
 * more than twenty seconds.
 * @throws the signal's reason when aborted.
 */
export async function hearSound(
  { bytes, mediaType }: Omit<File, "name">,
  signal?: AbortSignal,
): Promise<SoundFacts | { readonly problem: SoundProblem } | null> {
  const answer = await inThread({ bytes, mediaType, maxSeconds: HEARD_SECONDS }, HEARING_MS, signal);
  if (answer === null) return null;
  if ("problem" in answer) return answer.problem === "format" ? null : answer;
  const { facts, end } = answer;
  const seconds = end === "limit" ? mediaSeconds(bytes) : facts.seconds;
  return { ...facts, seconds, isDamaged: end === "damage" };
}

/** Null where the time is over, or the thread ran out of memory. */
async function inThread(job: SoundJob, ms: number, signal?: AbortSignal): Promise<SoundAnswer | null> {
  signal?.throwIfAborted();
  const worker = new Worker(WORKER, {
    workerData: job,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    // Decoders write to the console of their own accord.
    stdout: true,
    stderr: true,
  });
  const stop = (): void => void worker.terminate();
  const timer = setTimeout(stop, ms);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise<SoundAnswer | null>((resolve) => {
      worker.once("message", resolve);
      worker.once("error", () => resolve({ problem: "damaged" }));
      worker.once("exit", () => resolve(null));
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    await worker.terminate();
    signal?.throwIfAborted();
  }
}

function unreadable(name: string, mediaType: string, problem: SoundProblem): Fault {
  switch (problem) {
    case "damaged":
      return new Fault("BAD_REQUEST", `${name} is damaged and cannot be decoded as ${mediaType}`, {
        next: "Copy or download it again, or save it anew as WAV or MP3.",
      });
    case "decoder":
      return new Fault("UNSUPPORTED", `The sound of ${name} is in a codec that cannot be decoded here`, {
        wanted: "AAC, Opus or MP3",
        next: "Save it as WAV or MP3.",
      });
    case "format":
      return new Fault("UNSUPPORTED", `${name} is in a format that cannot be decoded here`, {
        wanted: "WAV, MP3, Ogg, Opus, FLAC, M4A, MP4 or WebM",
        came: mediaType,
        next: "Save it as WAV or MP3.",
      });
  }
}

function tooLong(name: string, maxBytes: number): Fault {
  return new Fault("INPUT_TOO_LARGE", `${name} is too long to be decoded here`, {
    came: `more than ${Math.round(maxBytes / 1024 / 1024)} MiB of samples`,
    next: "Give a shorter recording.",
  });
}
