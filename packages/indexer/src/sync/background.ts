import type { Embedder, ModelCard } from "@hugginggpt/shared";
import { Piscina } from "piscina";
import { hashedEmbedder } from "../embedding/hashed-embedder.js";
import { clean, embed, type UncleanCard } from "./background-worker.js";

interface PendingCard {
  readonly card: UncleanCard;
  readonly resolve: (card: ModelCard) => void;
  readonly reject: (error: unknown) => void;
}

const JOBS = { clean, embed } as const;
type Jobs = typeof JOBS;
type Result<Name extends keyof Jobs> = Awaited<ReturnType<Jobs[Name]>>;

/** Memory of the thread, in MB. Strings of cards die young: more room for them would be filled before any is freed. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 };
/** How long the thread stays without work, in milliseconds: longer than a sync waits for the Hub. */
const IDLE_MS = 60_000;
/** Batches of texts that may wait for the thread: one is embedded while another is committed. */
const BATCHES_AT_ONCE = 2;

/**
 * Does the processor work of a sync that needs no database or network on another thread, which the first job starts. If
 * the thread cannot start, dies or fails at a job, the job runs on this one: only time is lost. Close it at the end.
 */
export class Background {
  readonly #file: URL;
  #pool: Piscina | null = null;
  readonly #dead = new AbortController();
  #pending: PendingCard[] = [];

  /** `worker` is the compiled `background-worker.js`. */
  constructor(worker: URL = new URL("./background-worker.js", import.meta.url)) {
    this.#file = worker;
  }

  /** Returns a README as `cleanCard` does. */
  readonly cleanCard = (markdown: string, modelId: string): Promise<ModelCard> =>
    new Promise((resolve, reject) => {
      // All cards of one turn of the event loop go in one message.
      if (this.#pending.length === 0) setImmediate(() => this.#cleanPending());
      this.#pending.push({ card: { markdown, modelId }, resolve, reject });
    });

  /** Returns an embedder that does the same as the given one; the built-in one's texts are embedded here. */
  embedder(given: Embedder): Embedder {
    if (given !== hashedEmbedder) return given;
    const { name, dimension, batchSize } = given;
    const embed: Embedder["embed"] = async (texts, purpose, signal) => {
      signal?.throwIfAborted();
      return purpose === "document" ? this.#run("embed", texts) : given.embed(texts, purpose, signal);
    };
    return { name, dimension, batchSize, embed, concurrency: BATCHES_AT_ONCE };
  }

  /** Ends the thread; what it was at is done on this one. */
  async close(): Promise<void> {
    this.#dead.abort();
    await this.#pool?.destroy();
  }

  async #run<Name extends keyof Jobs>(name: Name, given: Parameters<Jobs[Name]>[0]): Promise<Result<Name>> {
    this.#pool ??= this.#start();
    try {
      return await this.#pool.run(given, { name, signal: this.#dead.signal });
    } catch {
      // Here an error of the job has its whole stack. The cast: the compiler does not follow the name.
      const job = JOBS[name] as (given: unknown) => Result<Name> | Promise<Result<Name>>;
      return await job(given);
    }
  }

  #start(): Piscina {
    const pool = new Piscina({
      filename: this.#file.href,
      minThreads: 0,
      maxThreads: 1,
      // By default a thread ends when nothing waits for it: a sync would start hundreds, each slow until it is warm.
      idleTimeout: IDLE_MS,
      env: {},
      resourceLimits: LIMITS,
    });
    // A thread that does not start; what waits for it would wait forever.
    return pool.on("error", () => this.#dead.abort());
  }

  async #cleanPending(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    try {
      const cards = await this.#run(
        "clean",
        pending.map(({ card }) => card),
      );
      for (const [i, { resolve, reject }] of pending.entries()) {
        const card = cards[i];
        if (card) resolve(card);
        else reject(new Error("Internal error: fewer cards came back than were sent"));
      }
    } catch (error) {
      for (const { reject } of pending) reject(error);
    }
  }
}
