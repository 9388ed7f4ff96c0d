import { createHash } from "node:crypto";
import { type Clock, isFault } from "@hugginggpt/shared";
import type { LimitNote, Pacer } from "@hugginggpt/shared/http";
import type { Seat } from "../../ports/sync-team.js";
import { type Grant, takeRequests, withNote } from "./limit-window.js";

/** Requests in one grant: few round trips, and little is lost with a machine. */
const LOT = 16;

/** What one machine may send of a bucket. */
interface Lot {
  requests: number;
  /** The last limit that a server reported and the team does not know yet. */
  note: { readonly said: LimitNote; readonly at: number } | null;
  /** The last request for a grant; the next one waits for it. */
  asking: Promise<unknown>;
}

/** Keeps a team within a server's limits. Machines with the same token, or without one, share a limit. */
export class SharedPacer implements Pacer {
  readonly #seat: Seat;
  readonly #clock: Clock;
  readonly #account: string;
  readonly #lots = new Map<string, Lot>();

  private constructor(seat: Seat, clock: Clock, token: string | null) {
    this.#seat = seat;
    this.#clock = clock;
    this.#account = token === null ? "" : ` ${createHash("sha256").update(token).digest("hex").slice(0, 8)}`;
  }

  /** Returns a pacer for a machine's place. */
  static async begin(seat: Seat, clock: Clock, token: string | null): Promise<SharedPacer> {
    const pacer = new SharedPacer(seat, clock, token);
    await seat.onPause((bucket) => {
      const lot = pacer.#lots.get(bucket);
      if (lot) lot.requests = 0;
    });
    return pacer;
  }

  /** Without a database every request may go: its result cannot be committed, which ends the step. */
  async admit(origin: string, bucket: string, sleep: (ms: number) => Promise<void>): Promise<void> {
    const [key, lot] = this.#lot(origin, bucket);
    for (;;) {
      const asked = lot.asking.then(() => this.#grant(key, lot));
      lot.asking = asked.catch(() => undefined);
      const { requests, waitMs } = await asked;
      if (waitMs > 0) await sleep(waitMs);
      if (requests > 0) return;
    }
  }

  note(said: LimitNote): void {
    if (said.limit === null && said.restMs === null) return;
    const [key, lot] = this.#lot(said.origin, said.bucket);
    lot.note = { said, at: this.#clock.now() };
    if (said.restMs === null) return;
    lot.requests = 0;
    const report = lot.asking.then(async () => {
      await this.#ask(key, lot, 0);
      await this.#seat.pause(key);
    });
    // A failed report is repeated with the next request.
    lot.asking = report.catch(() => undefined);
  }

  /** Returns a request of the present grant, else the first of a new one. */
  async #grant(key: string, lot: Lot): Promise<Grant> {
    if (lot.requests === 0) {
      try {
        const grant = await this.#ask(key, lot, LOT);
        if (grant.requests === 0) return grant;
        lot.requests = grant.requests - 1;
        return grant;
      } catch (error) {
        if (!isFault(error)) throw error;
        return { requests: 1, waitMs: 0 };
      }
    }
    lot.requests--;
    return { requests: 1, waitMs: 0 };
  }

  #ask(key: string, lot: Lot, wanted: number): Promise<Grant> {
    const { note } = lot;
    lot.note = null;
    return this.#seat.changeWindow(key, (window, now) => {
      const ageMs = Math.max(0, this.#clock.now() - (note?.at ?? 0));
      return takeRequests(note ? withNote(window, now, { ...note.said, ageMs }) : window, now, wanted);
    });
  }

  #lot(origin: string, bucket: string): [string, Lot] {
    const key = `${origin} ${bucket}${this.#account}`;
    const lot = this.#lots.get(key) ?? { requests: 0, note: null, asking: Promise.resolve() };
    this.#lots.set(key, lot);
    return [key, lot];
  }
}
