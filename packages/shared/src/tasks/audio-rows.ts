import { arg, audio, duration, optional, prompt, question, spokenLanguage, text } from "./arg-specs.js";
import type { CatalogueRow } from "./catalogue-row.js";
import type { TaskId } from "./task-id.js";

/** Tasks on sound: what each takes and returns. */
export const AUDIO_ROWS = {
  "text-to-speech": {
    summary: "read a text aloud",
    args: [text, optional(arg("voice", "text", "name of a voice", ["speaker"])), spokenLanguage],
    outputs: ["audio"],
    heading: "Read aloud",
    equivalents: ["text-to-audio"],
    aliases: ["tts", "speech-synthesis", "dubbing"],
  },
  "text-to-audio": {
    summary: "make music or sound from a description",
    args: [prompt, duration],
    outputs: ["audio"],
    heading: "Sound",
    aliases: ["text-to-music", "music-generation", "sound-generation"],
  },
  "automatic-speech-recognition": {
    summary: "write down what is said in a recording",
    args: [audio, spokenLanguage],
    outputs: ["text"],
    heading: "Transcript",
    textIsResult: true,
    aliases: ["asr", "speech-to-text", "speech-recognition", "transcription"],
  },
  "audio-to-audio": {
    summary: "clean, separate or convert a recording",
    args: [audio],
    outputs: ["audio"],
    aliases: ["speech-enhancement", "voice-conversion", "source-separation", "noise-reduction"],
  },
  "audio-classification": {
    summary: "label a recording, for instance its emotion, language or kind of sound",
    args: [audio],
    outputs: ["labels"],
    aliases: ["emotion-recognition", "keyword-spotting", "sound-classification"],
  },
  "audio-text-to-text": {
    summary: "answer a question about a recording",
    args: [audio, question],
    outputs: ["text"],
  },
  "voice-activity-detection": {
    summary: "find where someone speaks in a recording",
    args: [audio],
    outputs: ["segments"],
    aliases: ["vad"],
  },
} satisfies Partial<Record<TaskId, CatalogueRow>>;
