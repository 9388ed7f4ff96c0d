import type { Embedder, FieldWeights, ModelCard } from "@hugginggpt/shared";
import { hashedEmbedder } from "../embedding/hashed-embedder.js";
import type { JobResult, UncleanCard } from "./background-jobs.js";
import { BackgroundThread } from "./background-thread.js";

interface Asked {
  readonly card: UncleanCard;
  readonly resolve: (card: ModelCard) => void;
  readonly reject: (error: unknown) => void;
}

/** Batches of texts that may wait for the thread: one is embedded while another is committed. */
const BATCHES_AT_ONCE = 2;

/** Does the work of a sync that needs a processor and no database or network of its own, beside it. Close it in the end. */
export class Background {
  /** Cards and vectors; and the file of terms, which is written while vectors are made. */
  readonly #texts: BackgroundThread;
  readonly #words: BackgroundThread;
  #asked: Asked[] = [];

  constructor(worker?: URL) {
    this.#texts = new BackgroundThread(worker);
    this.#words = new BackgroundThread(worker);
  }

  /** Returns a README as `cleanCard` does. */
  readonly cleanCard = (markdown: string, modelId: string): Promise<ModelCard> =>
    new Promise((resolve, reject) => {
      // What is asked for in one turn of the event loop goes in one message.
      if (this.#asked.length === 0) setImmediate(() => this.#cleanAsked());
      this.#asked.push({ card: { markdown, modelId }, resolve, reject });
    });

  /** Writes the file of terms of a registry's database. @throws the signal's reason when aborted. */
  readonly writeWords = (
    database: string,
    weights: FieldWeights,
    path: string,
    signal?: AbortSignal,
  ): Promise<JobResult<"words">> => this.#words.run("words", [database, weights, path], signal);

  /** Returns an embedder that does the same as the given one; the built-in one's texts are embedded here. */
  embedder(given: Embedder): Embedder {
    if (given !== hashedEmbedder) return given;
    const { name, dimension, batchSize } = given;
    const embed: Embedder["embed"] = async (texts, purpose, signal) => {
      signal?.throwIfAborted();
      return purpose === "document" ? this.#texts.run("embed", [texts]) : given.embed(texts, purpose, signal);
    };
    return { name, dimension, batchSize, embed, concurrency: BATCHES_AT_ONCE };
  }

  close(): void {
    this.#texts.close();
    this.#words.close();
  }

  async #cleanAsked(): Promise<void> {
    const asked = this.#asked;
    this.#asked = [];
    try {
      const cards = await this.#texts.run("clean", [asked.map(({ card }) => card)]);
      for (const [i, { resolve, reject }] of asked.entries()) {
        const card = cards[i];
        if (card) resolve(card);
        else reject(new Error("Internal error: fewer cards came back than were sent"));
      }
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
}
