import type { Media, Segment, TaskId, TaskOutput } from "@hugginggpt/shared";
import { samplesOf } from "../media/samples.js";
import { field, fileOf, type LocalTask, type ModelJob, textOf, unexpectedResult } from "./local-task.js";
import { labelsOf, textIn } from "./text-tasks.js";
import { findSpeech } from "./voice-activity.js";

/** The sample rate of nearly every speech model, used if its configuration states none. */
const USUAL_RATE = 16_000;
/** The length of Whisper's window, and the overlap of two windows, in seconds. */
const WINDOW = 30;
const OVERLAP = 5;
const TOP = 20;

/** Tasks on sound, by task id. */
export const SOUND_TASKS = {
  "automatic-speech-recognition": transcribe,
  "audio-classification": async (job) => ({
    labels: labelsOf(await job.pipe(await samplesFor(job), { top_k: TOP })),
  }),
  "voice-activity-detection": findSpeech,
  "text-to-speech": speak,
  "text-to-audio": speak,
} satisfies Partial<Record<TaskId, LocalTask>>;

async function samplesFor(job: ModelJob): Promise<Float32Array> {
  const rate = job.pipe.processor?.feature_extractor?.config?.sampling_rate ?? USUAL_RATE;
  return (await samplesOf(fileOf(job, "audio"), rate)).samples;
}

async function transcribe(job: ModelJob): Promise<TaskOutput> {
  const { pipe, args, warn } = job;
  const samples = await samplesFor(job);
  if (pipe.model.config.model_type !== "whisper") return { text: textIn(await pipe(samples), "text") };
  const { languageCode } = await import("@hugginggpt/shared/languages");
  const language = typeof args.language === "string" ? languageCode(args.language) : null;
  const isMultilingual = pipe.model.generation_config?.is_multilingual === true;
  if (isMultilingual && language === null) warn("No language was named, so the model assumed English");
  const heard = await pipe(samples, {
    return_timestamps: true,
    ...(samples.length > WINDOW * USUAL_RATE ? { chunk_length_s: WINDOW, stride_length_s: OVERLAP } : {}),
    ...(isMultilingual ? { language: language ?? "en", task: "transcribe" } : {}),
  });
  const segments = segmentsOf(field(heard, "chunks"));
  return { text: textIn(heard, "text"), ...(segments.length > 0 ? { segments } : {}) };
}

/** Leaves out segments without an end: they last to the end of the recording, which is unknown here. */
function segmentsOf(chunks: unknown): Segment[] {
  if (!Array.isArray(chunks)) return [];
  return chunks.flatMap((chunk) => {
    const [text, times] = [field(chunk, "text"), field(chunk, "timestamp")];
    const [start, end]: unknown[] = Array.isArray(times) ? times : [];
    if (typeof text !== "string" || typeof start !== "number" || typeof end !== "number") return [];
    return [{ label: text.trim(), start, end }];
  });
}

async function speak(job: ModelJob): Promise<TaskOutput> {
  const made = await job.pipe(textOf(job, "text"));
  const [samples, rate] = [field(made, "audio"), field(made, "sampling_rate")];
  if (!(samples instanceof Float32Array) || typeof rate !== "number" || samples.length === 0)
    throw unexpectedResult("sound");
  const { wavOf } = await import("@hugginggpt/shared/sound");
  const sound: Media = {
    kind: "audio",
    bytes: wavOf([samples], rate),
    mediaType: "audio/wav",
    name: "sound.wav",
  };
  return { media: [sound] };
}
