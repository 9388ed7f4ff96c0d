import type { FaultCode, RefusalTopic } from "../errors/fault.js";
import type { UserFile } from "./user-file.js";

/** A user's file as a run's record names it: its content is kept elsewhere, under its hash. */
export interface RecordedFile extends Omit<UserFile, "bytes"> {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** What a run was given, as plain data, so that another process can continue with it. */
export interface RecordedInput {
  readonly files: readonly RecordedFile[];
  /** Everything else that the run was started with: its stage, plan, history, limits. No secret is among it. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Kinds of endpoints that could be used, in the order of preference. */
  readonly backends: readonly string[];
  /** What a user could have set so that more tasks could run. */
  readonly advice: string;
  /** What made the record: the product, its prompts, Node. */
  readonly versions: Readonly<Record<string, string>>;
  /** How whoever started the run put its parts together; only its maker reads it. */
  readonly setup: Readonly<Record<string, unknown>>;
}

/** A thrown error as plain data. */
export interface RecordedFault {
  /** Null for what was no Fault. */
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
