import {
  type Backend,
  type Emit,
  endpointName,
  type Job,
  type RunEvent,
  type TaskOutput,
  withMethods,
} from "@hugginggpt/shared";
import { type ResultCache, resultKey } from "./result-cache.js";

/**
 * Answers a run's attempts from the results of earlier runs. A result is cached once its task has succeeded. An
 * unreadable or unwritable cache is ignored.
 */
export class ReusedResults {
  readonly #cache: ResultCache;
  readonly #emit: Emit;
  /** The key of each task's last attempt. */
  readonly #keys = new Map<number, string>();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(cache: ResultCache, emit: Emit) {
    this.#cache = cache;
    this.#emit = emit;
  }

  /** Returns a backend that looks in the cache first. A model whose result is there is not prepared. */
  over(inner: Backend): Backend {
    const prepare: Backend["prepare"] = async (job, signal, watch) => {
      if (!(await this.#find(job))) await inner.prepare?.(job, signal, watch);
    };
    return withMethods(inner, {
      ...(inner.prepare ? { prepare } : {}),
      run: async (job, signal, watch) => {
        const { taskId: task, model, endpoint } = job;
        const found = await this.#find(job);
        if (task === undefined || !found) return inner.run(job, signal, watch);
        this.#emit({ type: "result-reused", task, model, endpoint: endpointName(endpoint) });
        watch?.used?.({ reused: true });
        return found;
      },
    });
  }

  /** Caches the result of a task that has succeeded. */
  take(event: RunEvent): void {
    if (event.type !== "task-ended") return;
    const key = this.#keys.get(event.task);
    this.#keys.delete(event.task);
    if (key === undefined || event.outcome.status !== "succeeded") return;
    const kept = this.#cache.put(key, event.outcome.output);
    this.#writing = Promise.allSettled([this.#writing, kept]);
  }

  /** Resolves when all pending results are stored or have failed. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #find(job: Job): Promise<TaskOutput | null> {
    if (job.taskId === undefined) return null;
    const key = resultKey(job);
    const found = await this.#cache.get(key).catch(() => null);
    if (found) this.#keys.delete(job.taskId);
    else this.#keys.set(job.taskId, key);
    return found;
  }
}
