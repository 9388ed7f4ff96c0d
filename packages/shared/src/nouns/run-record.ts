import type { FaultCode, RefusalTopic } from "../errors/fault.js";
import type { UserFile } from "./user-file.js";

/** An input file in a run's record. Its content is stored elsewhere, under its hash. */
export interface RecordedFile extends Omit<UserFile, "bytes"> {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A run's input as plain data, so that another process can continue it. */
export interface RecordedInput {
  readonly files: readonly RecordedFile[];
  /** All other options of the run: its last stage, plan, history, limits. No secrets. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The usable kinds of endpoints, in order of preference. */
  readonly backends: readonly string[];
  /** Advice on settings with which more tasks could run. */
  readonly advice: string;
  /** The versions of the product, its prompts and Node. */
  readonly versions: Readonly<Record<string, string>>;
  /** How the starter of the run composed its parts; only the same program reads it. */
  readonly setup: Readonly<Record<string, unknown>>;
}

/** A thrown error as plain data. */
export interface RecordedFault {
  /** Null for an error that was not a Fault. */
  readonly code: FaultCode | null;
  readonly message: string;
  readonly wanted?: string;
  readonly came?: string;
  readonly next?: string;
  readonly retryable?: boolean;
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly about?: readonly RefusalTopic[];
}
