import { hostname } from "node:os";
import { describeError, isDatabaseAway, type SyncReport } from "@hugginggpt/shared";
import type { Seat, SyncTeam } from "../../ports/sync-team.js";
import type { SyncDeps, SyncOptions } from "../sync-options.js";
import { readSummary } from "../sync-summary.js";
import { anySignal, isAbortBy, startTimer } from "../timer.js";
import type { Turn } from "../turn.js";
import { endedTurns, isEndedSince } from "../turn-mark.js";
import { follow } from "./follow.js";
import type { Leading } from "./lead-steps.js";
import { SharedPacer } from "./shared-pacer.js";

/** A whole turn as its leader does it: what `syncRegistry` does where nobody else is there. */
export type LeadTurn = (deps: SyncDeps, leading: Leading) => Promise<SyncReport>;

/** A database that is restarted is back within a minute: so often it is tried, so far apart in milliseconds. */
const TRIES = 30;
const APART_MS = 2000;

/**
 * Syncs together with other machines that sync the same registry. One machine leads: it lists, and publishes the cards
 * and texts that all work on. If the leader disappears, another takes its place. Returns when a turn with the same
 * options has ended, whoever led it. Waits for an unavailable database for about a minute.
 */
export async function syncTogether(
  options: SyncOptions,
  deps: SyncDeps,
  team: SyncTeam,
  turn: Turn,
  leadTurn: LeadTurn,
): Promise<SyncReport> {
  let tries = 0;
  let ended: number | null = null;
  for (;;) {
    try {
      ended ??= await endedTurns(deps.store);
      const seat = await team.join(deps.hub.token !== null);
      tries = 0;
      try {
        const report = await syncInSeat(options, deps, seat, turn, ended, leadTurn);
        if (report !== null) return report;
      } catch (error) {
        if (!seat.lost.aborted || !isDatabaseAway(error)) throw error;
        deps.emit({ type: "warning", message: describeError(seat.lost.reason) });
      } finally {
        await seat.leave();
      }
    } catch (error) {
      if (!isDatabaseAway(error) || ++tries > TRIES) throw error;
      const why = { host: "PostgreSQL", code: error.code };
      deps.emit({ type: "waiting", purpose: "go on with the sync", ms: APART_MS, why });
      await deps.clock.sleep(APART_MS, deps.signal);
    }
  }
}

/** Null if the place was lost: what was done is kept, and the next place continues from there. */
async function syncInSeat(
  options: SyncOptions,
  deps: SyncDeps,
  seat: Seat,
  turn: Turn,
  ended: number,
  leadTurn: LeadTurn,
): Promise<SyncReport | null> {
  const { http, hub, clock, store } = deps;
  http.paceBy(await SharedPacer.begin(seat, clock, hub.token));
  for (;;) {
    const lead = await seat.lead();
    if (lead === null) {
      const end = await help(options, deps, seat, turn);
      if (end !== "nobody leads") return end;
      continue;
    }
    const signal = anySignal(deps.signal, seat.lost, lead.lost);
    try {
      const isDone = await isEndedSince(ended, options, store);
      if (isDone && (await readSummary(store))?.turn === "complete") return await turn.end("done");
      if (turn.isHelp) deps.emit({ type: "team-part", part: "leads", leader: hostname() });
      turn.isHelp = false;
      const report = await leadTurn({ ...deps, signal }, { seat, lead });
      return isLost(seat.lost, lead.lost) && !deps.signal?.aborted ? null : report;
    } finally {
      await lead.release();
    }
  }
}

/** Null if the place was lost. */
async function help(
  options: SyncOptions,
  deps: SyncDeps,
  seat: Seat,
  turn: Turn,
): Promise<SyncReport | "nobody leads" | null> {
  turn.isHelp = true;
  const timer = startTimer(deps.clock, options.forMs === undefined ? undefined : turn.leftMs());
  const signal = anySignal(deps.signal, seat.lost, timer.signal);
  try {
    await follow(options, { ...deps, signal }, turn, seat);
    return "nobody leads";
  } catch (error) {
    if (isAbortBy(deps.signal, error)) return await turn.end("interrupted");
    if (isAbortBy(seat.lost, error)) return null;
    if (!isAbortBy(timer.signal, error)) throw error;
    turn.timeIsOver = true;
    return await turn.end("done");
  } finally {
    timer.stop();
  }
}

function isLost(...signals: readonly AbortSignal[]): boolean {
  return signals.some(({ aborted }) => aborted);
}
