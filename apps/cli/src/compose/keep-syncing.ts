import { type Clock, type Fault, isFault, type SyncReport } from "@hugginggpt/shared";

export interface SyncSchedule {
  /** Milliseconds between the beginnings of two turns. */
  readonly everyMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onReport: (report: SyncReport) => void;
  readonly onFault: (fault: Fault) => void;
  /** Called before every wait, with its length. */
  readonly onWait: (ms: number) => void;
}

/**
 * Runs turns until the signal is aborted, then returns when the current turn has ended. A failed turn is reported, and
 * the next one starts on schedule. After a turn longer than the interval, the next starts at once.
 * @throws anything that a turn throws other than a Fault: a bug.
 */
export async function keepSyncing(turn: () => Promise<SyncReport>, schedule: SyncSchedule): Promise<void> {
  const { everyMs, clock, signal, onReport, onFault, onWait } = schedule;
  while (!signal.aborted) {
    const due = clock.now() + everyMs;
    try {
      onReport(await turn());
    } catch (error) {
      if (signal.aborted) return;
      if (!isFault(error)) throw error;
      onFault(error);
    }
    const ms = Math.max(0, due - clock.now());
    if (signal.aborted) return;
    onWait(ms);
    try {
      await clock.sleep(ms, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
