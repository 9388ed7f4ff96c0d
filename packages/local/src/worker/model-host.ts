import { type ChildProcess, fork } from "node:child_process";
import type { Readable } from "node:stream";
import { Fault, oneLine, recordedError } from "@hugginggpt/shared";
import { megabytes } from "./loaded-models.js";
import type { WorkerJobs, WorkerOp, WorkerReply, WorkerRequest, WorkerSetup } from "./messages.js";

/** The compiled worker: beside this file, or in `dist` if this file is the source (in tests). */
const WORKER = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/worker/model-worker.js" : "./model-worker.js",
  import.meta.url,
);
/** The last characters of the worker's standard error are kept. */
const KEPT_CHARACTERS = 2_000;

/** How a job is cancelled, and where its warnings go. */
export interface JobOptions {
  readonly signal?: AbortSignal | undefined;
  readonly warn?: ((message: string) => void) | undefined;
}

interface Running {
  readonly child: ChildProcess;
  /** Resolves with the reason why the process ended. */
  readonly ended: Promise<Fault>;
}

/**
 * Runs models in a separate process, which the first job starts; one job at a time. If the process ends, its job fails,
 * and the next job starts another.
 */
export class ModelHost {
  readonly #options: WorkerSetup;
  #running: Running | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #ids = 0;

  constructor(options: WorkerSetup) {
    this.#options = options;
  }

  /** The process's number; null while there is none. */
  get pid(): number | null {
    return this.#running?.child.pid ?? null;
  }

  /**
   * Returns the worker's answer to a job, after earlier jobs. If a running job is aborted, its process is ended.
   * @throws the worker's Fault; OUT_OF_MEMORY if it exceeded its limit, SERVER_ERROR if it ended otherwise; the
   * signal's reason when aborted.
   */
  ask<Op extends WorkerOp>(
    op: Op,
    input: WorkerJobs[Op]["input"],
    options: JobOptions,
  ): Promise<WorkerJobs[Op]["answer"]> {
    const work = this.#last.then(() => this.#ask(op, input, options));
    this.#last = work.catch(() => undefined);
    return work;
  }

  /** Ends the process. */
  close(): void {
    this.#running?.child.kill("SIGKILL");
    this.#running = null;
  }

  async #ask<Op extends WorkerOp>(
    op: Op,
    input: WorkerJobs[Op]["input"],
    { signal, warn }: JobOptions,
  ): Promise<WorkerJobs[Op]["answer"]> {
    signal?.throwIfAborted();
    this.#running ??= this.#start();
    const { child, ended } = this.#running;
    const id = ++this.#ids;
    const stop = (): void => this.close();
    signal?.addEventListener("abort", stop, { once: true });
    // Only a running job keeps the event loop alive, not the worker.
    child.ref();
    child.channel?.ref();
    try {
      // Cast: the compiler does not relate the job's name to its request.
      const request = { id, op, input } as WorkerRequest;
      return await Promise.race([
        answerTo(child, request, warn),
        ended.then((fault) => {
          throw fault;
        }),
      ]);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener("abort", stop);
      child.unref();
      child.channel?.unref();
    }
  }

  #start(): Running {
    const child = fork(WORKER, [JSON.stringify(this.#options)], {
      env: {},
      execArgv: ["--no-warnings"],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc", "pipe"],
    });
    // The worker's pipes must not keep the host's process alive.
    for (const pipe of [child.stderr, child.stdio[4]])
      if (pipe && "unref" in pipe) (pipe as { unref(): void }).unref();
    const running = { child, ended: this.#endOf(child) };
    void running.ended.then(() => {
      if (this.#running === running) this.#running = null;
    });
    return running;
  }

  async #endOf(child: ChildProcess): Promise<Fault> {
    const words = tailOf(child.stderr);
    const guard = tailOf(child.stdio[4]);
    const how = await new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("close", (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    if (guard() !== "") return outOfMemory(this.#options.maxMemory);
    const last = words().trim().split("\n").at(-1) ?? "";
    return new Fault("SERVER_ERROR", "The process that runs local models ended unexpectedly", {
      came: oneLine([how, last].filter(Boolean).join(": "), 200),
      next: "Try again; if it happens again, allow it more memory with --max-memory or choose another model.",
    });
  }
}

function answerTo(child: ChildProcess, request: WorkerRequest, warn: JobOptions["warn"]): Promise<never> {
  return new Promise((resolve, reject) => {
    const done = (end: () => void): void => {
      child.off("message", take);
      end();
    };
    const take = (message: unknown): void => {
      // Our own worker sends nothing else.
      const reply = message as WorkerReply;
      if (reply.id !== request.id) return;
      if ("warning" in reply) warn?.(reply.warning);
      else if ("fault" in reply) done(() => reject(recordedError(reply.fault)));
      else done(() => resolve(reply.answer as never));
    };
    child.on("message", take);
    // If the process is gone, its end rejects the job.
    child.send(request, () => undefined);
  });
}

/** Reads a pipe; call the result to get the end of its text. */
function tailOf(pipe: unknown): () => string {
  let text = "";
  (pipe as Readable | null)?.on("data", (chunk: Buffer) => {
    text = (text + chunk.toString("utf8")).slice(-KEPT_CHARACTERS);
  });
  return () => text;
}

function outOfMemory(maxMemory: number): Fault {
  return new Fault("OUT_OF_MEMORY", "A local model used more memory than allowed and was stopped", {
    wanted: `at most ${megabytes(maxMemory)}`,
    next: "Allow more with --max-memory, or choose a smaller model.",
  });
}
