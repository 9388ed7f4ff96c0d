import { Worker, type WorkerOptions } from "node:worker_threads";
import { errorMessage, Fault } from "@hugginggpt/shared";

export interface ThreadOptions extends Pick<WorkerOptions, "execArgv" | "resourceLimits"> {
  readonly signal: AbortSignal;
  /** Ends the thread after this many milliseconds; absent: never. */
  readonly limitMs?: number;
  /** What fails where the thread does: "The built-in voice". */
  readonly what: string;
}

/**
 * Starts a thread with a job and returns its one message; the thread always ends. `moduleUrl` is the address of the
 * calling module and `file` the compiled thread's: it is beside that module, or in `dist` if the module is the source
 * (in tests).
 * @throws the signal's reason when aborted; Fault SERVER_ERROR if the thread fails or takes too long.
 */
export async function runThread<Answer>(
  moduleUrl: string,
  file: string,
  job: unknown,
  { signal, limitMs, what, ...options }: ThreadOptions,
): Promise<Answer> {
  signal.throwIfAborted();
  const worker = new Worker(new URL(file, compiled(moduleUrl)), { ...options, workerData: job, env: {} });
  const stop = (): void => void worker.terminate();
  signal.addEventListener("abort", stop, { once: true });
  // A signal of `AbortSignal.any` over `AbortSignal.timeout` can be collected before it fires (Node 20).
  let isLate = false;
  const end = (): void => {
    isLate = true;
    stop();
  };
  const timer = limitMs === undefined ? undefined : setTimeout(end, limitMs);
  try {
    return await new Promise<Answer>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`its thread ended with ${code}`)));
    });
  } catch (error) {
    signal.throwIfAborted();
    const failed = errorMessage(error);
    const came = isLate ? `more than ${(limitMs ?? 0) / 1000} s` : failed;
    throw new Fault("SERVER_ERROR", `${what} failed`, { came, cause: error });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    await worker.terminate();
  }
}

function compiled(moduleUrl: string): string {
  if (!moduleUrl.endsWith(".ts")) return moduleUrl;
  const at = moduleUrl.lastIndexOf("/src/");
  return `${moduleUrl.slice(0, at)}/dist/${moduleUrl.slice(at + "/src/".length)}`;
}
