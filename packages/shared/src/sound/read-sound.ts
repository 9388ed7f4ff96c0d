import { Fault } from "../errors/fault.js";
import { mediaSeconds } from "../media/media-seconds.js";
import type { Media } from "../nouns/value.js";
import { inThread } from "../threads/in-thread.js";
import type { Sound, SoundFacts, SoundProblem } from "./sound.js";
import type { SoundAnswer, SoundJob } from "./sound-worker.js";

const WORKER = new URL("./sound-worker.js", import.meta.url);
const READING_MS = 120_000;
const HEARING_MS = 20_000;
/** Seconds of a recording that are checked before a model gets it. */
const HEARD_SECONDS = 600;
/** Memory limits of V8's heap and of the process: what a decoder unpacks at once comes on top of what is kept. */
const MEMORY = { heapMb: 256, growthMb: 1_536 };
/** Most samples kept: two hours at 16 kHz, in one channel. */
const MAX_KEPT_BYTES = 512 * 1024 * 1024;

/** The form of a recording's samples. */
export interface SoundOptions {
  /**
   * Mix into one channel at this sample rate (16,000 for speech models); absent to keep the recording's form.
   */
  readonly mono?: number;
  /** Most bytes of samples. Default 512 MiB. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

type File = Pick<Media, "bytes" | "mediaType" | "name">;

/**
 * Returns the samples of a recording, or of a video's first sound track: WAV, MP3, Ogg (Vorbis, Opus), FLAC, and AAC,
 * Opus or MP3 in MP4, QuickTime, Matroska and WebM. It is decoded in its own thread. If a later part is
 * damaged, the samples before it are returned. `channels` are empty if the file has no samples.
 * @throws Fault UNSUPPORTED for another format or codec, BAD_REQUEST for a file that is damaged from the start,
 * INPUT_TOO_LARGE for more samples than allowed, TIMEOUT after two minutes; the signal's reason.
 */
export async function readSound(
  { bytes, mediaType, name }: File,
  options: SoundOptions = {},
): Promise<Sound> {
  const { mono, maxBytes = MAX_KEPT_BYTES, signal } = options;
  const keep = { maxBytes, ...(mono === undefined ? {} : { mono }) };
  const job: SoundJob = { bytes, mediaType, maxSeconds: Number.POSITIVE_INFINITY, keep };
  const answer = await inThread<SoundAnswer>(WORKER, job, { ms: READING_MS, ...MEMORY, signal });
  if (answer === "time")
    throw new Fault("TIMEOUT", `${name} took too long to decode`, { next: "Give a shorter recording." });
  if (answer === "memory") throw tooLong(name, maxBytes);
  if (answer === "crash") throw unreadable(name, mediaType, "damaged");
  if ("problem" in answer) throw unreadable(name, mediaType, answer.problem);
  if (answer.end === "limit" || answer.sound === null) throw tooLong(name, maxBytes);
  return answer.sound;
}

/**
 * Returns a recording's duration, whether it is silent and how much is clipped, from its first ten minutes. Returns a
 * problem if it cannot be decoded; null if its format is unknown or decoding takes more than twenty seconds.
 * @throws the signal's reason if aborted.
 */
export async function hearSound(
  { bytes, mediaType }: Omit<File, "name">,
  signal?: AbortSignal,
): Promise<SoundFacts | { readonly problem: SoundProblem } | null> {
  const job: SoundJob = { bytes, mediaType, maxSeconds: HEARD_SECONDS };
  const answer = await inThread<SoundAnswer>(WORKER, job, { ms: HEARING_MS, ...MEMORY, signal });
  if (answer === "time" || answer === "memory") return null;
  if (answer === "crash") return { problem: "damaged" };
  if ("problem" in answer) return answer.problem === "format" ? null : answer;
  const { facts, end } = answer;
  const seconds = end === "limit" ? mediaSeconds(bytes) : facts.seconds;
  return { ...facts, seconds, isDamaged: end === "damage" };
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
