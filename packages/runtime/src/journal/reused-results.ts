import { type Backend, type Emit, endpointName, type Job, type RunEvent } from "@hugginggpt/shared";
import { type ResultCache, resultKey } from "./result-cache.js";

/**
 * Answers a run's attempts from the results of earlier runs. A result is cached once its task has succeeded. An unreadable
 * or unwritable cache is ignored.
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

  /** Returns a backend that looks in the cache first. */
  over(inner: Backend): Backend {
    const { credential, awaitJob } = inner;
    return {
      kind: inner.kind,
      supports: (task, endpoint) => inner.supports(task, endpoint),
      ...(credential ? { credential: credential.bind(inner) } : {}),
      ...(awaitJob ? { awaitJob: awaitJob.bind(inner) } : {}),
      run: async (job, signal, watch) => {
        const found = await this.#find(job);
        if (!found) return inner.run(job, signal, watch);
        watch?.used?.({ reused: true });
        return found;
      },
    };
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

  async #find(job: Job): Promise<Awaited<ReturnType<Backend["run"]>> | null> {
    const { taskId, model, endpoint } = job;
    if (taskId === undefined) return null;
    const key = resultKey(job);
    const found = await this.#cache.get(key).catch(() => null);
    if (!found) {
      this.#keys.set(taskId, key);
      return null;
    }
    this.#keys.delete(taskId);
    this.#emit({ type: "result-reused", task: taskId, model, endpoint: endpointName(endpoint) });
    return found;
  }
}
