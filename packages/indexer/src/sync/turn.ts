import { describeError, oneLine, redact, type SyncReport } from "@hugginggpt/shared";
import type { SyncDeps, SyncOptions } from "./sync-options.js";
import { readSummary, type SyncSummary, writeSummary } from "./sync-summary.js";
import { newTally, type Tally } from "./tally.js";

/** Counts what a turn does, and reports it. */
export class Turn {
  readonly tally: Tally = newTally();
  /** Whether work is left because the time is over. */
  timeIsOver = false;
  /** Whether this is a part of another machine's turn, whose summary counts. */
  isHelp = false;
  readonly #options: SyncOptions;
  readonly #deps: SyncDeps;
  readonly #startedAt: number;
  readonly #requestsBefore: number;

  /** Begins a turn now. */
  constructor(options: SyncOptions, deps: SyncDeps) {
    this.#options = options;
    this.#deps = deps;
    this.#startedAt = deps.clock.now();
    this.#requestsBefore = deps.http.requests;
  }

  /** Milliseconds that are left of the turn; 0 if none are, or the turn has no limit. */
  leftMs(): number {
    return Math.max(0, this.#startedAt + (this.#options.forMs ?? 0) - this.#deps.clock.now());
  }

  /** Notes that the turn ended so and returns its report. */
  async end(status: "done" | "interrupted"): Promise<SyncReport> {
    const { store, hub } = this.#deps;
    const { cards } = await store.progress(hub.token !== null);
    const left = { cards: cards.left, vectors: (await store.counts()).textsToEmbed };
    const turn = status === "interrupted" ? status : this.#endedBy(left.cards);
    const { models, vectors, endpoints } = this.tally;
    const counts = {
      models: { ...models },
      cards: { ...this.tally.cards },
      vectors: { ...vectors },
      endpoints,
    };
    const report: SyncReport = { status, source: "hub", ...counts, left, turn, ...this.#spent() };
    await this.#note({ status, turn, error: null });
    return report;
  }

  /** Notes what the turn failed by. */
  async fail(error: unknown): Promise<void> {
    const { secrets } = this.#deps.http.options;
    await this.#note({ status: "failed", turn: null, error: oneLine(redact(describeError(error), secrets)) });
  }

  #endedBy(cardsLeft: number): SyncReport["turn"] {
    if (this.timeIsOver) return "time";
    const { cards, only } = this.#options;
    const bounded = typeof cards === "number" && (!only?.length || only.includes("cards"));
    return bounded && cardsLeft > this.tally.cards.failed ? "cards" : "complete";
  }

  #spent(): Pick<SyncReport, "requests" | "seconds"> {
    const { http, clock } = this.#deps;
    return {
      requests: http.requests - this.#requestsBefore,
      seconds: (clock.now() - this.#startedAt) / 1000,
    };
  }

  /** A summary that cannot be stored is a warning, so that it hides no earlier error. */
  async #note(end: Pick<SyncSummary, "status" | "turn" | "error">): Promise<void> {
    if (this.isHelp) return;
    const { store, http, hub, clock, emit } = this.#deps;
    const { models, cards, vectors, endpoints, failedProviders } = this.tally;
    const summary: SyncSummary = {
      ...end,
      ...this.#spent(),
      startedAt: new Date(this.#startedAt).toISOString(),
      endedAt: new Date(clock.now()).toISOString(),
      models,
      cards,
      vectors,
      endpoints,
      errors: cards.failed + failedProviders + (end.error === null ? 0 : 1),
      quota: { api: http.quota(hub.endpoint, "api"), resolvers: http.quota(hub.endpoint, "resolvers") },
    };
    try {
      const known = (await readSummary(store))?.quota;
      const { api, resolvers } = summary.quota;
      const quota = { api: api ?? known?.api ?? null, resolvers: resolvers ?? known?.resolvers ?? null };
      await writeSummary(store, { ...summary, quota });
    } catch (error) {
      emit({ type: "warning", message: `The summary of this sync is not kept: ${describeError(error)}` });
    }
  }
}
