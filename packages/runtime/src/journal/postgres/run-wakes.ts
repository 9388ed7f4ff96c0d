import { isFault } from "@hugginggpt/shared";
import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { RUNS_CHANNEL } from "./run-statements.js";

/** Wakes callers that wait for news of a run, from whichever process the news come. */
export class RunWakes {
  readonly #db: Pick<PostgresDatabase, "listen">;
  readonly #waiting = new Map<string, Set<() => void>>();
  #listening: Promise<unknown> | null = null;

  constructor(db: Pick<PostgresDatabase, "listen">) {
    this.#db = db;
  }

  /** Resolves when notifications arrive from now on, or cannot be had now, so that waiting callers must poll. */
  async ready(): Promise<void> {
    this.#listening ??= this.#db.listen(
      RUNS_CHANNEL,
      (run) => this.#wake(this.#waiting.get(run)),
      () => this.#wake([...this.#waiting.values()].flatMap((wakes) => [...wakes])),
    );
    await this.#listening.catch((error: unknown) => {
      this.#listening = null;
      if (!isFault(error)) throw error;
    });
  }

  /** Calls back whenever a run may have news, until the returned function is called. */
  on(run: string, wake: () => void): () => void {
    const wakes = this.#waiting.get(run) ?? new Set();
    this.#waiting.set(run, wakes.add(wake));
    return () => {
      wakes.delete(wake);
      if (wakes.size === 0 && this.#waiting.get(run) === wakes) this.#waiting.delete(run);
    };
  }

  #wake(wakes: Iterable<() => void> = []): void {
    for (const wake of [...wakes]) wake();
  }
}
