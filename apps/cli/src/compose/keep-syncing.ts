import { type Clock, type Fault, isFault, type SyncReport } from "@hugginggpt/shared";

export interface SyncSchedule {
  /** Milliseconds from the beginning of a turn to that of the next. */
  readonly everyMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onReport: (report: SyncReport) => void;
  readonly onFault: (fault: Fault) => void;
  /** Called before every wait, with its length. */
  readonly onWait: (ms: number) => void;
}

/**
 * Runs turns until the signal is aborted; then it returns once the turn that runs has ended. A turn that fails is told,
 * and the next one comes in its time. A turn that takes longer than the interval is followed by the next at once.
 * @throws what a turn throws that is no Fault: a bug.
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
