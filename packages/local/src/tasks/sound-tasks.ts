import type { Media, TaskId, TaskOutput } from "@hugginggpt/shared";
import { wavOf } from "../media/wav-file.js";
import { field, type Given, type LocalTask, oddResult, textOf } from "./local-task.js";

/** Tasks on sound, by the names of the catalogue. */
export const SOUND_TASKS = {
  "text-to-speech": { pipeline: "text-to-audio", call: speak },
  "text-to-audio": { pipeline: "text-to-audio", call: speak },
} satisfies Partial<Record<TaskId, LocalTask>>;

async function speak(given: Given): Promise<TaskOutput> {
  const made = await given.pipe(textOf(given, "text"));
  const [samples, rate] = [field(made, "audio"), field(made, "sampling_rate")];
  if (!(samples instanceof Float32Array) || typeof rate !== "number" || samples.length === 0)
    throw oddResult("sound");
  const bytes = wavOf(samples, rate);
  const sound: Media = { kind: "audio", bytes, mediaType: "audio/wav", name: "sound.wav" };
  return { media: [sound] };
}
