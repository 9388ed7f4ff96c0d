import type { TaskId } from "@hugginggpt/shared";

/**
 * The tasks of each provider besides chat, as in @huggingface/inference 4.13.30 (a test compares the two). They are
 * listed here so that looking them up does not load that package.
 */
export const THIRD_PARTY_TASKS: Readonly<Record<string, readonly TaskId[]>> = {
  deepinfra: [
    "automatic-speech-recognition",
    "feature-extraction",
    "text-generation",
    "text-to-image",
    "text-to-speech",
  ],
  "fal-ai": [
    "audio-to-audio",
    "automatic-speech-recognition",
    "image-text-to-image",
    "image-text-to-video",
    "image-to-image",
    "image-segmentation",
    "image-to-video",
    "text-to-audio",
    "text-to-image",
    "text-to-speech",
    "text-to-video",
  ],
  "featherless-ai": ["text-generation"],
  groq: ["text-generation"],
  novita: ["image-text-to-video", "text-generation", "text-to-video"],
  nscale: ["text-to-image"],
  ovhcloud: ["text-generation"],
  replicate: [
    "text-to-image",
    "text-to-speech",
    "text-to-video",
    "image-to-image",
    "automatic-speech-recognition",
  ],
  scaleway: ["text-generation", "feature-extraction"],
  together: [
    "text-to-image",
    "image-to-image",
    "text-to-video",
    "image-to-video",
    "text-generation",
    "feature-extraction",
    "text-to-speech",
    "automatic-speech-recognition",
  ],
  wavespeed: [
    "text-to-image",
    "text-to-video",
    "image-to-image",
    "image-to-video",
    "image-text-to-image",
    "image-text-to-video",
  ],
  "zai-org": ["text-to-image", "image-to-text"],
};
