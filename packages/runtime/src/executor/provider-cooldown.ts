import type { Clock } from "@hugginggpt/shared";

export interface CooldownOptions {
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Called when a cooldown starts or becomes longer, except for those taken over by `adopt`. */
  readonly onRest?: (rest: Rest) => void;
}

/** A cooldown in the form that processes exchange. */
export interface Rest {
  readonly place: string;
  /** The remaining milliseconds. */
  readonly ms: number;
  readonly why: string;
  /** Refusals in a row. */
  readonly refusals: number;
}

interface Place {
  /** Milliseconds since the epoch. */
  until: number;
  why: string;
  /** Refusals in a row. */
  refusals: number;
  /** Other failures in a row. */
  failures: number;
}

/**
 * The first cooldown if a provider does not say how long; it doubles with each consecutive refusal, up to the longest.
 */
const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;
/** The longest cooldown that a provider can ask for: five minutes, the window of the Hub's own limits. */
const CAP_MS = 300_000;
/** After this many other failures in a row a provider cools down, for this long. */
const FAILURES = 5;
const AFTER_FAILURES_MS = 30_000;
/** Ceiling of the pause before a failed endpoint is tried again: full jitter, doubled each time. */
const PAUSE_MS = 500;
const PAUSE_CAP_MS = 20_000;

/**
 * Knows which providers must not be called, and until when. One instance serves a whole process: what one task learns
 * applies to all tasks of all runs, and to other processes that share it. A place is an endpoint's name (see
 * `endpointName`): a provider or a custom address.
 */
export class ProviderCooldown {
  readonly #options: CooldownOptions;
  readonly #places = new Map<string, Place>();

  constructor(options: CooldownOptions) {
    this.#options = options;
  }

  /** Returns for how many milliseconds a place must not be called; 0 if it may be. */
  waitMs(place: string): number {
    return Math.max(0, (this.#places.get(place)?.until ?? 0) - this.#options.clock.now());
  }

  /** Returns why a place is in cooldown; null if it is not. */
  why(place: string): string | null {
    return this.waitMs(place) > 0 ? (this.#places.get(place)?.why ?? null) : null;
  }

  /**
   * Starts a cooldown after a refusal: for the time the place asked for, at most five minutes; else two seconds,
   * doubled with each consecutive refusal up to a minute, minus up to half at random so that not all return at once.
   * Refusals during a cooldown, of requests already sent, count as one. Never shortens a cooldown.
   */
  refused(place: string, askedMs: number | undefined, why: string): void {
    const known = this.#place(place);
    const usual = Math.min(LONGEST_MS, FIRST_MS * 2 ** known.refusals) * (1 - this.#options.random() / 2);
    const isNew = this.waitMs(place) === 0;
    if (isNew) known.refusals++;
    if (isNew || askedMs !== undefined) this.#rest(place, Math.min(CAP_MS, askedMs ?? usual), why);
  }

  /** Starts a cooldown of a minute because the place cannot be paid. */
  unpaid(place: string, why: string): void {
    this.#rest(place, LONGEST_MS, why);
  }

  /** Notes another failure that may pass; the fifth in a row starts a cooldown of half a minute. */
  failed(place: string, why: string): void {
    const known = this.#place(place);
    known.failures++;
    if (known.failures >= FAILURES) this.#rest(place, AFTER_FAILURES_MS, why);
  }

  /** Takes over what another process has learnt; never shortens a cooldown. */
  adopt({ place, ms, why, refusals }: Rest): void {
    const known = this.#place(place);
    if (this.#isExtended(known, ms, why)) known.refusals = Math.max(known.refusals, refusals);
  }

  /** Notes a success, which resets the counts. A cooldown continues: the work may have begun before it. */
  worked(place: string): void {
    const known = this.#places.get(place);
    if (!known) return;
    known.refusals = 0;
    known.failures = 0;
    if (this.waitMs(place) === 0) this.#places.delete(place);
  }

  /** Returns the pause before an endpoint that has failed `n` times is tried again, in milliseconds. */
  pauseMs(n: number): number {
    return this.#options.random() * Math.min(PAUSE_CAP_MS, PAUSE_MS * 2 ** n);
  }

  #place(place: string): Place {
    const known = this.#places.get(place) ?? { until: 0, why: "", refusals: 0, failures: 0 };
    this.#places.set(place, known);
    return known;
  }

  #rest(place: string, ms: number, why: string): void {
    const known = this.#place(place);
    const { refusals } = known;
    if (this.#isExtended(known, ms, why)) this.#options.onRest?.({ place, ms, why, refusals });
  }

  #isExtended(place: Place, ms: number, why: string): boolean {
    const until = this.#options.clock.now() + ms;
    if (until <= place.until) return false;
    place.until = until;
    place.why = why;
    return true;
  }
}
