import type { FieldWeights, ModelCard } from "@hugginggpt/shared";
import { cleanCard } from "../cards/clean-card.js";
import { hashedEmbedder } from "../embedding/hashed-embedder.js";
import { writeWordFile } from "../retrieval/words/write-word-file.js";
import { termScores } from "../store/term-scores.js";

/** A README as it was read. */
export interface UncleanCard {
  readonly markdown: string;
  readonly modelId: string;
}

/** The parts of a sync's work that need nothing but what they are given, so that another thread can do them. */
const BACKGROUND_JOBS = {
  /** Returns the cards in their order. */
  clean: async (cards: readonly UncleanCard[]): Promise<ModelCard[]> =>
    cards.map(({ markdown, modelId }) => cleanCard(markdown, modelId)),

  /** Returns the built-in embedder's vectors of texts to be found. */
  embed: (texts: readonly string[]): Promise<Float32Array[]> => hashedEmbedder.embed(texts, "document"),

  /** Writes the file of terms of a registry's database, and tells of which state of the texts it is. */
  words: async (
    database: string,
    weights: FieldWeights,
    path: string,
  ): Promise<{ count: number; textVersion: string }> => {
    let textVersion = "";
    const begin = (version: string) => {
      textVersion = version;
    };
    return { count: await writeWordFile(path, termScores(database, weights, begin)), textVersion };
  },
} as const;

type BackgroundJobs = typeof BACKGROUND_JOBS;
export type JobName = keyof BackgroundJobs;
export type JobArgs<Name extends JobName> = Parameters<BackgroundJobs[Name]>;
export type JobResult<Name extends JobName> = Awaited<ReturnType<BackgroundJobs[Name]>>;

/** A piece of work. */
export interface Job {
  readonly name: JobName;
  readonly args: JobArgs<JobName>;
}

/** Returns what the job of that name returns. @throws what it throws. */
export function doJob({ name, args }: Job): Promise<JobResult<JobName>> {
  // The casts: the arguments are those of the job of this name, as `BackgroundThread.run` was compiled with.
  const job = BACKGROUND_JOBS[name] as (...args: unknown[]) => Promise<JobResult<JobName>>;
  return job(...(args as unknown[]));
}

/** What the thread is sent; it answers each with the number. */
export interface JobMessage {
  readonly number: number;
  readonly job: Job;
}

/** `result` is null where the job failed: it is done again where its error can be told in full. */
export interface JobAnswer {
  readonly number: number;
  readonly result: JobResult<JobName> | null;
}
