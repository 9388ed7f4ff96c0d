import { Worker } from "node:worker_threads";

const POLL_MS = 50;

export interface ThreadLimits {
  readonly ms: number;
  /** Of V8's heap; absent: Node's own. */
  readonly heapMb?: number;
  /** How much this process may grow meanwhile, because memory outside V8's heap has no limit. Absent: no limit. */
  readonly growthMb?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with what the thread threw, if it broke. */
  readonly onCrash?: (error: Error) => void;
}

/** Why a thread gave no answer: it took too long or too much memory, or it broke. */
export type ThreadFailure = "time" | "memory" | "crash";

/**
 * Returns a thread's answer to its job, or why there is none. The thread has neither this process's environment nor its
 * console. `file`: its program beside the caller, in `dist`, or in `src` in tests.
 * @throws the signal's reason when aborted.
 */
export async function inThread<T extends object>(
  file: URL,
  job: unknown,
  { ms, heapMb, growthMb = Number.POSITIVE_INFINITY, signal, onCrash }: ThreadLimits,
): Promise<T | ThreadFailure> {
  signal?.throwIfAborted();
  const worker = new Worker(compiled(file), {
    workerData: job,
    env: {},
    resourceLimits: heapMb === undefined ? {} : { maxOldGenerationSizeMb: heapMb },
    stdout: true,
    stderr: true,
  });
  let why: ThreadFailure = "crash";
  const stop = (reason: ThreadFailure): void => {
    why = reason;
    void worker.terminate();
  };
  const aborted = (): void => stop("time");
  const timer = setTimeout(() => stop("time"), ms);
  const most = process.memoryUsage.rss() + growthMb * 1024 * 1024;
  const watch = setInterval(() => process.memoryUsage.rss() > most && stop("memory"), POLL_MS);
  signal?.addEventListener("abort", aborted, { once: true });
  try {
    return await new Promise<T | ThreadFailure>((resolve) => {
      worker.once("message", resolve);
      worker.once("error", (error) => {
        onCrash?.(error);
        resolve(isOutOfMemory(error) ? "memory" : "crash");
      });
      worker.once("exit", () => resolve(why));
    });
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    signal?.removeEventListener("abort", aborted);
    await worker.terminate();
    signal?.throwIfAborted();
  }
}

function compiled({ href }: URL): URL {
  const at = href.lastIndexOf("/src/");
  return at <= href.lastIndexOf("/dist/")
    ? new URL(href)
    : new URL(`${href.slice(0, at)}/dist/${href.slice(at + 5)}`);
}

function isOutOfMemory(error: Error): boolean {
  return "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
