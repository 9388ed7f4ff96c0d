import type { ValueType } from "../nouns/value.js";
import type { ArgSpec } from "./task-spec.js";

/** Returns a required argument; `aliases`: its other names, between commas. */
export const arg = (name: string, type: ValueType, description: string, aliases = ""): ArgSpec => ({
  name,
  type,
  list: false,
  required: true,
  description,
  aliases: aliases.split(", ").filter(Boolean),
});
/** Returns an argument as an optional one. */
export const optional = (spec: ArgSpec): ArgSpec => ({ ...spec, required: false });
/** Returns an argument as a list of its type. */
export const list = (spec: ArgSpec): ArgSpec => ({ ...spec, list: true });

export const text = arg("text", "text", "the text", "input, inputs, sentence, document, content, prompt");
export const prompt = arg("text", "text", "what to make, in words", "prompt, description, input, inputs");
export const instruction = optional(
  arg("text", "text", "what to change or make, in words", "prompt, instruction"),
);
export const image = arg("image", "image", "the picture", "img, picture, photo, input, inputs, input_image");
export const audio = arg("audio", "audio", "the recording", "speech, sound, input, inputs, audio_file");
export const video = arg("video", "video", "the video", "clip, input, inputs, video_file");
export const table = arg(
  "table",
  "table",
  "the table, a list of cells for each column",
  "data, input, inputs",
);
export const question = arg("question", "text", "the question", "query, text, prompt");
export const labels = list(
  arg("candidate_labels", "text", "the labels to choose among", "labels, classes, categories"),
);
export const sourceLanguage = optional(
  arg("source_language", "text", "language of the text", "src_lang, from, source"),
);
export const targetLanguage = optional(
  arg("target_language", "text", "language wanted", "tgt_lang, to, target, language"),
);
export const sourceSentence = arg(
  "source_sentence",
  "text",
  "the text to compare",
  "text1, sentence1, source, query",
);
export const sentences = list(
  arg("sentences", "text", "the texts to compare it with", "text2, sentence2, texts, documents, candidates"),
);
export const duration = optional(arg("duration", "numbers", "seconds", "seconds, length"));
export const width = optional(arg("width", "numbers", "pixels"));
export const height = optional(arg("height", "numbers", "pixels"));
export const negativePrompt = optional(arg("negative_prompt", "text", "what must not be in it"));
export const mask = optional(
  arg("mask", "image", "white where the picture may change", "mask_image, region"),
);
export const spokenLanguage = optional(arg("language", "text", "language spoken"));
