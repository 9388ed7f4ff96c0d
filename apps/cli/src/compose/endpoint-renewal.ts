import { endpointsAge, refreshEndpoints } from "@hugginggpt/indexer";
import {
  describeError,
  isFault,
  type Registry,
  settlesWithin,
  systemClock,
  type TrackRecords,
  withMethods,
} from "@hugginggpt/shared";
import { Deadline } from "@hugginggpt/shared/http";
import { t } from "../lang/words.js";
import { type Home, priceSource } from "./open-home.js";

/** Older endpoints are read again, because providers start and stop serving models daily. In milliseconds. */
const OLD_MS = 24 * 3_600_000;
/** Wait before another attempt if the Hub could not be reached, in milliseconds. */
const TRIED_MS = 3_600_000;
/** An endpoint that is live in the registry but not served is a reason to read again, at most this often (ms). */
const RECENT_MS = 600_000;
/** Longest wait of a search for newer endpoints than the stored ones, in milliseconds. */
const PATIENCE_MS = 4_000;
/** Longest wait of a run if no endpoints are stored, in milliseconds. */
const FIRST_MS = 30_000;

/**
 * Keeps the registry's knowledge of where models run up to date while a runtime is open. Failures never end a run: it
 * uses the stored state.
 */
export class EndpointRenewal {
  readonly #home: Home;
  readonly #abort = new AbortController();
  #underWay: Promise<void> | null = null;
  #waitUntil = 0;
  #trouble: string | null = null;

  constructor(home: Home) {
    this.#home = home;
  }

  /**
   * Starts to read where models run if the stored state is a day old, and returns at once; if nothing is stored (a
   * starter set that was never synced) it waits. Returns failures as warnings, which `close` does not repeat.
   */
  async begin(signal: AbortSignal): Promise<string[]> {
    if (!(await knowsProviders(this.#home))) {
      const deadline = new Deadline(FIRST_MS, signal);
      await this.#read(deadline.signal).finally(() => deadline.clear());
      signal.throwIfAborted();
      const trouble = this.#takeTrouble();
      return trouble === null ? [] : [trouble];
    }
    const { read, tried } = await endpointsAge(this.#home.store, systemClock);
    if (read >= OLD_MS && tried >= TRIED_MS) this.#inBackground();
    return [];
  }

  /** Returns the registry. Its searches for models at providers wait while endpoints are being read. */
  registry(): Registry {
    const registry = this.#home.plainRegistry;
    return withMethods(registry, {
      search: async (query, signal) => {
        if (query.filters.runnable?.includes("provider")) await this.#soon();
        return registry.search(query, signal);
      },
    });
  }

  /** Returns the records, and reads endpoints again when a provider answers that it does not serve a model. */
  records(records: TrackRecords): TrackRecords {
    return withMethods(records, {
      note: async (attempt) => {
        await records.note(attempt);
        if (!attempt.isNotServed) return;
        const { read, tried } = await endpointsAge(this.#home.store, systemClock);
        if (Math.min(read, tried) >= RECENT_MS) this.#inBackground();
      },
    });
  }

  /** Waits a little for a reading and then stops it. Returns what went wrong, unless `begin` did; null if nothing. */
  async close(): Promise<string | null> {
    await this.#soon();
    this.#abort.abort();
    await this.#underWay;
    return this.#takeTrouble();
  }

  /** Returns what went wrong, once. */
  #takeTrouble(): string | null {
    const trouble = this.#trouble;
    this.#trouble = null;
    return trouble;
  }

  #inBackground(): void {
    this.#waitUntil = systemClock.now() + PATIENCE_MS;
    this.#underWay ??= this.#read(this.#abort.signal).finally(() => {
      this.#underWay = null;
    });
  }

  async #soon(): Promise<void> {
    const left = this.#waitUntil - systemClock.now();
    if (this.#underWay === null || left <= 0) return;
    await settlesWithin(this.#underWay, left, systemClock);
  }

  /** Never rejects. */
  async #read(signal: AbortSignal): Promise<void> {
    const { http, store, settings, lock } = this.#home;
    try {
      const unlock = await lock();
      try {
        await refreshEndpoints({
          http,
          store,
          hub: { endpoint: settings.hfEndpoint, token: settings.hfToken },
          ...priceSource(settings),
          clock: systemClock,
          emit: (event) => {
            if (event.type === "endpoints-failed") this.#trouble = `${event.provider}: ${event.error}`;
          },
          signal,
        });
      } finally {
        await unlock();
      }
    } catch (error) {
      // Another writer is a sync, which reads it as well.
      if (isFault(error, "REGISTRY_LOCKED")) return;
      const why = signal.aborted ? t`the Hub took too long.` : describeError(error);
      this.#trouble = t`Could not check where models run now; the run uses what was known before: ${why}`;
    }
  }
}

async function knowsProviders({ registry }: Home): Promise<boolean> {
  const page = await registry.search({ text: "", k: 1, filters: { runnable: ["provider"] } });
  return page.total > 0;
}
