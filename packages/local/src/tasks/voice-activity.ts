import type { Segment, TaskOutput } from "@hugginggpt/shared";
import { samplesOf } from "../media/samples.js";
import type { Model, Tensor } from "../worker/transformers.js";
import { fileOf, type ModelJob, unexpectedResult } from "./local-task.js";

/** Silero VAD takes 512 samples at a time, at 16,000 a second, after the last 64 of the previous ones. */
const RATE = 16_000;
const FRAME = 512;
const BEFORE = 64;
const STATE = [2, 1, 128] as const;
/**
 * The probabilities at which speech begins and ends, the shortest speech, the shortest silence, and what is added on
 * both sides of a segment (silero-vad, `get_speech_timestamps`). Times in seconds.
 */
const RULES = { begins: 0.5, ends: 0.35, speech: 0.25, silence: 0.1, around: 0.03 } as const;

/** Finds speech with a model that has the inputs of Silero VAD. */
export async function findSpeech(job: ModelJob): Promise<TaskOutput> {
  const { samples, seconds } = await samplesOf(fileOf(job, "audio"), RATE);
  const likely = await probabilities(samples, job);
  return { segments: speechIn(likely, seconds) };
}

async function probabilities(samples: Float32Array, { model, kit }: ModelJob): Promise<number[]> {
  const { Tensor } = kit.transformers;
  const rate = new Tensor("int64", BigInt64Array.of(BigInt(RATE)), []);
  let state: Tensor = new Tensor("float32", new Float32Array(256), STATE);
  const input = new Float32Array(BEFORE + FRAME);
  const found: number[] = [];
  for (let at = 0; at < samples.length; at += FRAME) {
    input.copyWithin(0, FRAME);
    input.fill(0, BEFORE);
    input.set(samples.subarray(at, at + FRAME), BEFORE);
    const made = await step(model, {
      input: new Tensor("float32", input.slice(), [1, input.length]),
      state,
      sr: rate,
    });
    state = made.state;
    found.push(made.probability);
  }
  return found;
}

async function step(
  model: Model,
  inputs: Readonly<Record<string, Tensor>>,
): Promise<{ readonly state: Tensor; readonly probability: number }> {
  const { output, stateN } = await model(inputs);
  const probability = output?.data[0];
  if (probability === undefined || !stateN) throw unexpectedResult("the probability of speech");
  return { state: stateN, probability };
}

/** Returns the segments of speech, from the probability of each frame. */
export function speechIn(likely: readonly number[], seconds: number): Segment[] {
  const frame = FRAME / RATE;
  const found: { start: number; end: number }[] = [];
  let start: number | null = null;
  let silentSince: number | null = null;
  const close = (end: number): void => {
    if (start !== null && end - start >= RULES.speech) found.push({ start, end });
    start = silentSince = null;
  };
  likely.forEach((probability, i) => {
    const now = i * frame;
    if (probability >= RULES.begins) {
      start ??= now;
      silentSince = null;
    } else if (start !== null && probability < RULES.ends) {
      silentSince ??= now;
      if (now - silentSince >= RULES.silence) close(silentSince);
    }
  });
  close(silentSince ?? Math.min(seconds, likely.length * frame));
  return found.map(({ start: from, end }) => ({
    label: "speech",
    start: Math.max(0, from - RULES.around),
    end: Math.min(seconds, end + RULES.around),
  }));
}
