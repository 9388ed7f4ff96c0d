import type { TaskId } from "@hugginggpt/shared";
import { guidesOf, isGuided } from "./guides.js";
import { isLanguageOfNoun } from "./languages.js";

/** A task whose words stand in a clause. */
export interface Match {
  readonly task: TaskId;
  /** Where the words begin and end, in UTF-16 units. */
  readonly index: number;
  readonly end: number;
}

/** Tasks that one clause seldom means together: the first wins over the others. */
const RIVALS: Readonly<Partial<Record<TaskId, readonly TaskId[]>>> = {
  "unconditional-image-generation": ["text-to-image"],
  "video-classification": ["video-text-to-text"],
  "video-to-video": ["text-to-video"],
  "mlsd-control": ["image-to-text", "token-classification", "object-detection", "zero-shot-object-detection"],
  "mask-generation": ["canny-control"],
  "token-classification": ["text-classification"],
  "text-to-video": ["text-to-image"],
  "scribble-control": ["image-to-image", "text-to-image"],
  "normal-control": ["zero-shot-object-detection"],
  "hed-control": ["image-to-image", "text-to-image", "image-to-text", "zero-shot-object-detection"],
  "canny-control": ["text-to-image", "token-classification", "image-to-text", "zero-shot-object-detection"],
  "tabular-classification": ["image-to-text", "text-classification", "image-classification"],
  "object-detection": ["zero-shot-object-detection", "token-classification", "image-classification"],
  "image-text-to-image": ["text-to-image", "image-to-image"],
  "visual-document-retrieval": ["text-retrieval"],
  "image-to-video": ["text-to-video", "text-to-image", "image-to-image"],
  "image-to-3d": ["text-to-image", "text-to-3d", "image-to-image"],
  "keypoint-detection": ["object-detection", "zero-shot-object-detection"],
  "image-to-text": ["token-classification", "object-detection", "zero-shot-object-detection"],
  "zero-shot-object-detection": ["token-classification"],
  "image-segmentation": ["image-to-image"],
  "depth-estimation": ["image-to-image", "zero-shot-object-detection"],
  "audio-classification": ["text-classification"],
  "automatic-speech-recognition": ["text-to-speech", "audio-to-audio"],
  "audio-to-audio": ["text-to-speech"],
  "text-to-speech": ["text-to-audio", "text-generation"],
  "text-to-audio": ["text-generation"],
  "text-to-image": ["image-to-image"],
  summarization: ["text-generation"],
  "question-answering": ["text-classification"],
  "document-question-answering": ["token-classification", "zero-shot-object-detection"],
  "image-classification": ["text-classification"],
  "text-ranking": ["sentence-similarity", "text-classification"],
  "text-generation": ["text-classification"],
  "video-text-to-text": ["summarization"],
  "table-question-answering": ["summarization", "tabular-classification"],
  "tabular-regression": ["tabular-classification"],
  "time-series-forecasting": ["tabular-classification", "tabular-regression"],
};

/** A picture that is guided by another is neither made from words alone nor that other one. */
function rivalsOf(task: TaskId): readonly TaskId[] {
  return isGuided(task) ? [...guidesOf(task), "text-to-image", "image-to-image"] : (RIVALS[task] ?? []);
}

/** Tasks whose words can stand in those of another one: "label the sky", "into spoken French". */
const PARTS: Readonly<Partial<Record<TaskId, readonly TaskId[]>>> = {
  "audio-to-audio": ["text-to-speech", "automatic-speech-recognition", "translation"],
  "image-segmentation": ["image-classification", "mask-generation", "object-detection"],
};

/** Returns true if two matches share words. */
export function overlaps(a: Match, b: Match): boolean {
  return a.index < b.end && b.index < a.end;
}

function length({ index, end }: Match): number {
  return end - index;
}

/** Returns the matches without those that a longer one contains: "classification" in "zero-shot classification". */
export function withoutShorter(found: readonly Match[]): Match[] {
  return found.filter((one) => !found.some((other) => overlaps(one, other) && length(other) > length(one)));
}

/** Returns the matches without those that another one of the same clause beats. */
export function withoutRivals(found: readonly Match[]): Match[] {
  const isPart = (one: Match, other: Match): boolean =>
    PARTS[other.task]?.includes(one.task) === true && overlaps(one, other) && length(other) > length(one);
  const whole = found.filter((one) => !found.some((other) => isPart(one, other)));
  const beaten = new Set(whole.flatMap(({ task }) => rivalsOf(task)));
  return whole.filter(({ task }) => !beaten.has(task));
}

/**
 * Returns the matches in the order in which they are to be done: that of the words, but what comes "after" or is made
 * "from" something follows it, and what reads a picture or answers a question precedes what uses its text.
 */
export function inOrder(found: readonly Match[], text: string): Match[] {
  const weight = ({ task, index }: Match): number => {
    const isAfter = /\bafter (?:the |its |their )?$/i.test(text.slice(0, index));
    const isBasis =
      task !== "translation" &&
      /\b(?:based on|from|using|of|with|describing|incorporating|represents) (?:the |its )?(?:\w+ )?$/i.test(
        text.slice(0, index),
      );
    const isSpeech = task === "text-to-speech" && found.some((one) => WRITES.has(one.task));
    return (
      (isSpeech ? 1000 : 0) +
      (isAfter ? -2000 : 0) +
      (isBasis ? -1000 : 0) +
      (READERS.has(task) ? -500 : 0) +
      index
    );
  };
  return [...found].sort((a, b) => weight(a) - weight(b));
}

/** What is read aloud in the same clause: "read a summary of it to me". */
const WRITES: ReadonlySet<TaskId> = new Set(["translation", "summarization", "text-generation"]);

const READERS: ReadonlySet<TaskId> = new Set([
  "image-to-text",
  "automatic-speech-recognition",
  "visual-question-answering",
  "document-question-answering",
  "question-answering",
]);

/** Tasks that a text's own language qualifies: what they give is in no other one. */
const OF_THE_TEXT: ReadonlySet<TaskId> = new Set([
  "text-classification",
  "zero-shot-classification",
  "token-classification",
  "question-answering",
  "sentence-similarity",
  "feature-extraction",
  "audio-classification",
  "automatic-speech-recognition",
  "text-generation",
]);

/** Returns the matches without a translation that nobody asks for: "is this tweet in Spanish offensive". */
export function withoutQualifier(found: readonly Match[], text: string, question: boolean): Match[] {
  const others = found.filter(({ task }) => task !== "translation");
  if (/^(?:if|when|unless|in case) (?:it|this|that|they|the|there)\b/i.test(text)) return others;
  const asks = others.length > 0 || (question && !/^what(?:'s| is| does)\b/i.test(text));
  const isOfText = asks && others.every(({ task }) => OF_THE_TEXT.has(task));
  return isOfText && isLanguageOfNoun(text) ? others : [...found];
}
