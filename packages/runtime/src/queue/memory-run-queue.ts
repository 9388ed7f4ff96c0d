import { Bell } from "../run/bell.js";
import type { QueuedRun, QueueState, RunQueue } from "./run-queue.js";

/** Marks of queued runs that outlive the process. They throw what the file system throws. */
export interface RunMarks {
  add(run: string): Promise<void>;
  /** Does nothing if there is no mark. */
  remove(run: string): Promise<void>;
  /** Returns the marked runs, oldest first. */
  all(): Promise<readonly string[]>;
}

/** The caller of runs that were queued by an earlier process. */
const RESTART = "restart";

interface Place {
  readonly caller: string;
  state: QueueState;
}

/** The queue of one process. With marks, the next process continues with the same runs. */
export class MemoryRunQueue implements RunQueue {
  readonly #marks: RunMarks | null;
  /** In the order of arrival. */
  readonly #places = new Map<string, Place>();
  readonly #bell = new Bell();

  constructor(marks: RunMarks | null = null) {
    this.#marks = marks;
  }

  /** Adds the marked runs. @throws what reading the marks throws. */
  async restore(): Promise<void> {
    for (const run of (await this.#marks?.all()) ?? []) this.#add(run, RESTART);
  }

  async put(run: string, caller: string): Promise<void> {
    if (this.#places.has(run)) return;
    await this.#marks?.add(run);
    this.#add(run, caller);
  }

  async take(most: number, signal: AbortSignal): Promise<readonly QueuedRun[]> {
    for (;;) {
      if (signal.aborted) return [];
      const runs = [...this.#places].filter(([, { state }]) => state === "queued").slice(0, most);
      for (const [, place] of runs) place.state = "running";
      if (runs.length > 0) return runs.map(([run, place]) => this.#taken(run, place));
      await this.#bell.next(signal);
    }
  }

  async remove(run: string): Promise<boolean> {
    if (this.#places.get(run)?.state !== "queued") return false;
    await this.#forget(run);
    return true;
  }

  async states(runs: readonly string[]): Promise<ReadonlyMap<string, QueueState>> {
    return new Map(
      runs.flatMap((run) => {
        const place = this.#places.get(run);
        return place ? [[run, place.state] as const] : [];
      }),
    );
  }

  async counts(caller?: string): Promise<Readonly<Record<QueueState, number>>> {
    const counts = { queued: 0, running: 0 };
    for (const place of this.#places.values())
      if (caller === undefined || place.caller === caller) counts[place.state]++;
    return counts;
  }

  /** Does nothing: its workers end together with it. */
  recover(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.#bell.ring();
  }

  #add(run: string, caller: string): void {
    if (this.#places.has(run)) return;
    this.#places.set(run, { caller, state: "queued" });
    this.#bell.ring();
  }

  #taken(run: string, place: Place): QueuedRun {
    const isIts = (): boolean => this.#places.get(run) === place;
    return {
      run,
      done: async () => {
        if (isIts()) await this.#forget(run);
      },
      giveBack: async () => {
        if (!isIts()) return;
        place.state = "queued";
        this.#bell.ring();
      },
    };
  }

  async #forget(run: string): Promise<void> {
    this.#places.delete(run);
    await this.#marks?.remove(run);
  }
}
