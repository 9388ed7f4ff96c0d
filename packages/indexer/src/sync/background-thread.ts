import { Worker } from "node:worker_threads";
import {
  doJob,
  type Job,
  type JobAnswer,
  type JobArgs,
  type JobMessage,
  type JobName,
  type JobResult,
} from "./background-jobs.js";

/** Of the thread, in MB. Strings of cards die young: more room for them is filled before any is given back. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 };

/**
 * A thread for work that would hold up this one. It is started by its first job. Where it cannot start, dies, or fails
 * at a job, the job is done on this thread: nothing depends on it but the time.
 */
export class BackgroundThread {
  readonly #file: URL;
  readonly #waiting = new Map<number, (result: JobResult<JobName> | null) => void>();
  #worker: Worker | null = null;
  #isDead = false;
  #last = 0;

  /** `file` is the compiled `background-worker.js`. */
  constructor(file: URL = new URL("./background-worker.js", import.meta.url)) {
    this.#file = file;
  }

  /** Returns what the job returns. @throws what the job throws; the signal's reason when aborted, which ends the thread. */
  async run<Name extends JobName>(
    name: Name,
    args: JobArgs<Name>,
    signal?: AbortSignal,
  ): Promise<JobResult<Name>> {
    signal?.throwIfAborted();
    const onAbort = () => this.close();
    signal?.addEventListener("abort", onAbort, { once: true });
    const job: Job = { name, args };
    const result = await this.#ask({ number: ++this.#last, job });
    signal?.removeEventListener("abort", onAbort);
    signal?.throwIfAborted();
    // The cast: the answer to a job is of its type.
    return (result ?? (await doJob(job))) as JobResult<Name>;
  }

  /** Ends the thread; what it was at is done on this one. */
  close(): void {
    this.#die();
  }

  #ask(message: JobMessage): Promise<JobResult<JobName> | null> {
    if (this.#isDead) return Promise.resolve(null);
    this.#worker ??= this.#start();
    const worker = this.#worker;
    return new Promise((settle) => {
      this.#waiting.set(message.number, settle);
      worker.postMessage(message);
    });
  }

  #start(): Worker {
    const worker = new Worker(this.#file, { resourceLimits: LIMITS });
    worker.on("message", ({ number, result }: JobAnswer) => {
      this.#waiting.get(number)?.(result);
      this.#waiting.delete(number);
    });
    const die = () => this.#die();
    worker.on("error", die).on("messageerror", die).on("exit", die);
    return worker;
  }

  #die(): void {
    this.#isDead = true;
    this.#worker?.terminate().catch(ignore);
    this.#worker = null;
    for (const settle of this.#waiting.values()) settle(null);
    this.#waiting.clear();
  }
}

/** A thread that ends anyway may refuse to be ended. */
function ignore(): void {
  return;
}
