import { parentPort, workerData } from "node:worker_threads";
import { decodedSamples } from "./decoders.js";
import { SampleKeeper } from "./sample-keeper.js";
import { NoDecoder } from "./samples.js";
import type { Sound, SoundFacts, SoundProblem } from "./sound.js";
import { Listener } from "./sound-facts.js";

/** The thread's job. */
export interface SoundJob {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Most seconds to measure. */
  readonly maxSeconds: number;
  /** Also return the samples, at most this many bytes. `mono`: mix into one channel of that rate. */
  readonly keep?: { readonly maxBytes: number; readonly mono?: number };
}

/** The thread's result. */
export type SoundAnswer =
  | {
      readonly facts: Omit<SoundFacts, "isDamaged">;
      /** Why reading ended. */
      readonly end: "end" | "damage" | "limit";
      readonly sound: Sound | null;
    }
  | { readonly problem: SoundProblem };

async function hear({ bytes, mediaType, maxSeconds, keep }: SoundJob): Promise<SoundAnswer> {
  const listener = new Listener();
  const keeper = keep ? new SampleKeeper(keep) : null;
  let end: "end" | "damage" | "limit" = "end";
  try {
    const all = await decodedSamples(bytes, mediaType);
    if (!all) return { problem: "format" };
    for await (const samples of all) {
      listener.hear(samples);
      keeper?.add(samples);
      if (listener.seconds <= maxSeconds && keeper?.isFull !== true) continue;
      end = "limit";
      break;
    }
  } catch (error) {
    if (error instanceof NoDecoder) return { problem: "decoder" };
    if (listener.seconds === 0) return { problem: "damaged" };
    end = "damage";
  }
  return { facts: listener.facts(), end, sound: keeper?.sound() ?? null };
}

// Only `read-sound.ts` starts this thread, with a job.
const answer = await hear(workerData as SoundJob);
const buffers = "sound" in answer ? (answer.sound?.channels ?? []).map(({ buffer }) => buffer) : [];
parentPort?.postMessage(answer, buffers as ArrayBuffer[]);
