import type { TaskId } from "@hugginggpt/shared";
import type { Files } from "./files.js";
import {
  boxModel,
  captionModel,
  colourModel,
  darkerModel,
  depthModel,
  documentModel,
  matchModel,
  namedBoxModel,
  partsModel,
} from "./picture-models.js";
import { letterModel, loudnessModel } from "./sound-models.js";
import {
  answerModel,
  embeddingModel,
  inferenceModel,
  languageModel,
  maskModel,
  namesModel,
  sentimentModel,
  translationModel,
  voiceModel,
} from "./text-models.js";

/** A model of a few kilobytes that really runs. Its weights are made here. */
export interface TinyModel {
  readonly id: string;
  readonly task: TaskId;
  readonly files: () => Files;
}

/** One model for each task that is loaded on this machine. */
export const TINY_MODELS: readonly TinyModel[] = [
  { id: "tiny/sentiment", task: "text-classification", files: sentimentModel },
  { id: "tiny/inference", task: "zero-shot-classification", files: inferenceModel },
  { id: "tiny/names", task: "token-classification", files: namesModel },
  { id: "tiny/mask", task: "fill-mask", files: maskModel },
  { id: "tiny/answer", task: "question-answering", files: answerModel },
  { id: "tiny/embedding", task: "feature-extraction", files: embeddingModel },
  { id: "tiny/similarity", task: "sentence-similarity", files: embeddingModel },
  { id: "tiny/language", task: "text-generation", files: languageModel },
  { id: "tiny/english-french", task: "translation", files: translationModel },
  { id: "tiny/summary", task: "summarization", files: translationModel },
  { id: "tiny/voice", task: "text-to-speech", files: voiceModel },
  { id: "tiny/tones", task: "text-to-audio", files: voiceModel },
  { id: "tiny/colour", task: "image-classification", files: colourModel },
  { id: "tiny/match", task: "zero-shot-image-classification", files: matchModel },
  { id: "tiny/boxes", task: "object-detection", files: boxModel },
  { id: "tiny/named-boxes", task: "zero-shot-object-detection", files: namedBoxModel },
  { id: "tiny/parts", task: "image-segmentation", files: partsModel },
  { id: "tiny/depth", task: "depth-estimation", files: depthModel },
  { id: "tiny/darker", task: "image-to-image", files: darkerModel },
  { id: "tiny/caption", task: "image-to-text", files: captionModel },
  { id: "tiny/document", task: "document-question-answering", files: documentModel },
  { id: "tiny/loudness", task: "audio-classification", files: loudnessModel },
  { id: "tiny/letters", task: "automatic-speech-recognition", files: letterModel },
];
