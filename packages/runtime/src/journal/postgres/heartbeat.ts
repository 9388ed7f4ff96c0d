import { Fault, isFault } from "@hugginggpt/shared";
import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import type { Patience } from "./patience.js";
import type { PostgresClaim } from "./postgres-claim.js";
import { RENEW } from "./run-statements.js";

/** How often a claim is renewed within its lease. */
const BEATS = 4;

export interface HeartbeatParts extends Patience {
  readonly db: Pick<PostgresTransaction, "query">;
  readonly leaseMs: number;
}

/** Renews the claims without recent writes, all in one statement, and delivers commands. */
export class Heartbeat {
  readonly #parts: HeartbeatParts;
  readonly #claims = new Set<PostgresClaim>();
  /** Ends the waiting for the next beat. */
  #idle = new AbortController();
  #isBeating = false;

  constructor(parts: HeartbeatParts) {
    this.#parts = parts;
  }

  add(claim: PostgresClaim): void {
    this.#claims.add(claim);
    if (this.#claims.size === 1) void this.#beatOn();
  }

  remove(claim: PostgresClaim): void {
    this.#claims.delete(claim);
    if (this.#claims.size === 0) this.#idle.abort();
  }

  async #beatOn(): Promise<void> {
    const { clock, leaseMs } = this.#parts;
    const idle = new AbortController();
    this.#idle = idle;
    while (!idle.signal.aborted) {
      await clock.sleep(leaseMs / BEATS, idle.signal).catch(() => undefined); // No claims are left.
      if (!idle.signal.aborted) void this.#beat();
    }
  }

  async #beat(): Promise<void> {
    const { db, ticks, leaseMs } = this.#parts;
    const all = [...this.#claims];
    if (this.#isBeating) {
      // The database has not answered since the last beat: claims whose lease is over are lost.
      for (const claim of all) if (claim.age >= leaseMs) claim.lose(noAnswer());
      return;
    }
    this.#isBeating = true;
    const sent = ticks();
    try {
      const values = [all.map(({ run }) => run), all.map(({ token }) => token), leaseMs];
      const held = await db.query<{ token: number; hasCommands: boolean }>(RENEW, values);
      for (const claim of all) {
        const row = held.find(({ token }) => token === claim.token);
        if (!row && this.#claims.has(claim)) claim.lose();
        if (row) claim.renew(sent);
        if (row?.hasCommands) void claim.deliverCommands();
      }
    } catch (error) {
      if (!isFault(error)) throw error;
      for (const claim of all) if (claim.age >= leaseMs) claim.lose(error);
    } finally {
      this.#isBeating = false;
    }
  }
}

function noAnswer(): Fault {
  return new Fault("DATABASE_LOST", "The database does not answer", { retryable: true });
}
