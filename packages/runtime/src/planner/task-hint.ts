/**
 * What a language model is told of a task beside its name, arguments and output, in place of the catalogue's summary:
 * nothing where these say it, the words that requests use where they do not. Every token is paid for with each request.
 */
const HINTS: ReadonlyMap<string, string> = new Map([
  ["text-classification", "sentiment, emotion, tone or topic"],
  ["token-classification", "names of people, places, organisations; parts of speech"],
  ["table-question-answering", ""],
  ["question-answering", ""],
  ["zero-shot-classification", ""],
  ["translation", ""],
  ["summarization", ""],
  ["feature-extraction", "embedding"],
  ["text-generation", "write, rewrite, continue, answer"],
  ["sentence-similarity", ""],
  ["text-to-speech", "read aloud"],
  ["text-to-audio", "music or sound"],
  ["automatic-speech-recognition", "transcribe"],
  ["audio-to-audio", "clean, separate, convert"],
  ["audio-classification", "emotion, language, kind of sound"],
  ["image-classification", "what it shows"],
  ["object-detection", "find and count things"],
  ["image-segmentation", ""],
  ["text-to-image", ""],
  ["image-to-text", "describe it, or read its text"],
  ["image-to-image", "change, restyle, enhance it"],
  ["image-to-video", ""],
  ["video-classification", ""],
  ["text-to-video", ""],
  ["image-text-to-text", "instruction about it"],
  ["image-text-to-image", "new picture of its subject"],
  ["image-text-to-video", ""],
  ["visual-question-answering", "short answer"],
  ["document-question-answering", "scanned document"],
  ["zero-shot-image-classification", ""],
  ["zero-shot-object-detection", "things named in words"],
  ["mask-generation", "outline everything"],
  ["tabular-classification", "label its rows"],
  ["seg-control", "segments that guide another picture"],
  ["text-to-3d", ""],
  ["image-to-3d", ""],
]);

/** Returns the hint of a task; empty where its name says what it does; undefined where the catalogue's summary serves. */
export function taskHint(id: string): string | undefined {
  return HINTS.get(id);
}
