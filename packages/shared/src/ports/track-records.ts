import type { TrackRecord } from "../nouns/candidate.js";

/** How an attempt ended that says something of its model and endpoint. */
export interface NotedAttempt {
  readonly model: string;
  /** See `endpointName`. */
  readonly endpoint: string;
  readonly ok: boolean;
  readonly ms: number;
  /** Whether a provider answered that it does not serve the model, although it was known to. */
  readonly isNotServed?: boolean;
}

/** How a model did at one endpoint. */
export interface EndpointRecord extends TrackRecord {
  readonly endpoint: string;
}

/**
 * How models did in earlier runs on this machine. What is longer ago counts less, so numbers of attempts are no whole
 * numbers. Neither function rejects: whoever chooses can do without.
 */
export interface TrackRecords {
  /** Returns how a model did at each endpoint that it was tried at; empty if nothing is known. */
  of(model: string): Promise<readonly EndpointRecord[]>;
  note(attempt: NotedAttempt): Promise<void>;
}
