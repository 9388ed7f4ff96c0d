import type { RunEvent } from "../events/run-event.js";

/** Keeps the append-only list of a run's events. */
export interface RunStore {
  /** @throws Fault DISK when it cannot be written. */
  append(run: string, event: RunEvent): Promise<void>;
  /** Returns a run's events in order; empty for an unknown run. A torn last event is left out. */
  events(run: string): Promise<readonly RunEvent[]>;
}
