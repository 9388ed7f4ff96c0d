import { simulatedVector } from "../llm/embeddings.js";
import { asObject } from "../loopback/loopback-request.js";
import { bytes, json, type Reply } from "../loopback/reply.js";
import { makeFile } from "../media/make-file.js";
import { simulatedPng } from "../media/simulated-png.js";
import { type ClassicInput, candidateLabels, inputText } from "./classic-input.js";

type Answer = (input: ClassicInput) => Reply;

const file =
  (kind: "image" | "audio" | "video"): Answer =>
  (input) => {
    const made = makeFile(kind, inputText(input));
    return bytes(made.bytes, made.mediaType);
  };

/**
 * What hf-inference answers, by task, in the shapes that were recorded from the real service. The content is made up:
 * texts say that they are simulated, labels and boxes are constants.
 */
const ANSWERS: Readonly<Record<string, Answer>> = {
  "text-classification": (input) => json([sentiment(inputText(input))]),
  "token-classification": (input) => json(capitalised(inputText(input))),
  "question-answering": ({ inputs }) => json(lastWord(String(asObject(inputs).context ?? ""))),
  "table-question-answering": ({ inputs }) => json(firstCell(asObject(asObject(inputs).table))),
  "zero-shot-classification": (input) => json(spread(candidateLabels(input))),
  "zero-shot-image-classification": (input) => json(spread(candidateLabels(input))),
  "fill-mask": (input) =>
    json([maskFilled(inputText(input), "simulated", 0.7), maskFilled(inputText(input), "made", 0.2)]),
  summarization: (input) => json([{ summary_text: `Simulated summary: ${opening(inputText(input))}` }]),
  translation: (input) => json([{ translation_text: `[simulated translation] ${inputText(input)}` }]),
  "text-generation": (input) => json([{ generated_text: `${inputText(input)} [simulated continuation]` }]),
  "feature-extraction": ({ inputs }) => json(Array.isArray(inputs) ? inputs.map(vectorOf) : vectorOf(inputs)),
  "sentence-similarity": ({ inputs }) => json(similarities(asObject(inputs))),
  "image-classification": () => json(spread(["tabby cat", "Egyptian cat", "sofa"])),
  "object-detection": () => json(BOXES),
  "image-segmentation": () => json([{ score: 0.99, label: "cat", mask: PNG_BASE64 }]),
  "image-to-text": () => json([{ generated_text: "simulated reading: open daily from nine to five" }]),
  "visual-question-answering": () => json([{ score: 0.8, answer: "two (simulated)" }]),
  "document-question-answering": () =>
    json([{ score: 0.6, answer: "us-001 (simulated)", start: 16, end: 16 }]),
  "automatic-speech-recognition": () => json({ text: SPOKEN }),
  "audio-classification": () => json(spread(["speech", "music", "silence"])),
  "audio-to-audio": () =>
    json([{ label: "label_0", blob: base64(makeFile("audio", "").bytes), "content-type": "audio/wav" }]),
  "tabular-classification": ({ inputs }) => json(rowsOf(inputs).map(() => 1)),
  "tabular-regression": ({ inputs }) => json(rowsOf(inputs).map((_, i) => 100.5 + i)),
  "text-to-image": file("image"),
  "image-to-image": file("image"),
  "depth-estimation": file("image"),
  "text-to-speech": file("audio"),
  "text-to-audio": file("audio"),
  "text-to-video": file("video"),
};

/** What every simulated speech recognition has heard. */
export const SPOKEN = "this is a simulated transcription";

/** Returns what hf-inference answers to a task; null for a task that it does not have. */
export function classicAnswer(task: string, input: ClassicInput): Reply | null {
  return Object.hasOwn(ANSWERS, task) ? (ANSWERS[task]?.(input) ?? null) : null;
}

const BOXES = [
  { score: 0.998, label: "cat", box: { xmin: 4, ymin: 8, xmax: 30, ymax: 40 } },
  { score: 0.954, label: "sofa", box: { xmin: 0, ymin: 20, xmax: 63, ymax: 63 } },
];
const PNG_BASE64 = base64(simulatedPng("mask"));

function sentiment(text: string): unknown[] {
  const sad = /\b(?:not|never|bad|terrible|awful|sad|hate|poor|loss)\b/i.test(text);
  return spread(sad ? ["NEGATIVE", "POSITIVE"] : ["POSITIVE", "NEGATIVE"]);
}

/** Labels in order: the first with 0.9, the others share the rest; a single one has 1. */
function spread(labels: readonly string[]): { readonly label: string; readonly score: number }[] {
  if (labels.length === 1) return labels.map((label) => ({ label, score: 1 }));
  return labels.map((label, i) => ({ label, score: i === 0 ? 0.9 : 0.1 / (labels.length - 1) }));
}

function capitalised(text: string): unknown[] {
  return [...text.matchAll(/\b\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*/gu)].slice(0, 20).map((match) => ({
    entity_group: "MISC",
    score: 0.9,
    word: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function lastWord(context: string): Record<string, unknown> {
  const word = /(\p{L}+)\P{L}*$/u.exec(context);
  const start = word?.index ?? 0;
  const answer = word?.[1] ?? "";
  return { score: 0.97, start, end: start + answer.length, answer };
}

function firstCell(table: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const column = Object.values(table)[0];
  const cell = Array.isArray(column) ? String(column[0] ?? "") : "";
  return { answer: cell, coordinates: [[0, 0]], cells: [cell], aggregator: "NONE" };
}

function maskFilled(text: string, word: string, score: number): Record<string, unknown> {
  return { score, token: word.length, token_str: word, sequence: text.replace(/\[MASK\]|<mask>/, word) };
}

function opening(text: string): string {
  return /^[\s\S]{0,400}?[.!?](?=\s|$)/.exec(text.trim())?.[0] ?? text.trim().slice(0, 200);
}

function similarities(inputs: Readonly<Record<string, unknown>>): number[] {
  const source = vectorOf(inputs.source_sentence);
  const sentences = Array.isArray(inputs.sentences) ? inputs.sentences : [];
  return sentences.map((sentence) =>
    vectorOf(sentence).reduce((sum, value, i) => sum + value * (source[i] ?? 0), 0),
  );
}

function vectorOf(value: unknown): number[] {
  return [...simulatedVector(typeof value === "string" ? value : "", 64)];
}

function rowsOf(inputs: unknown): readonly unknown[] {
  const first = Object.values(asObject(asObject(inputs).data))[0];
  return Array.isArray(first) ? first : [];
}

function base64(value: Uint8Array): string {
  return Buffer.from(value).toString("base64");
}
