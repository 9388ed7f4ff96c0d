import { type FaultCode, isFault } from "./fault.js";

/** The CLI's exit codes, by code of the fault. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  configuration: 3,
  registry: 4,
  network: 5,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;

const EXIT_OF_CODE: Partial<Record<FaultCode, number>> = {
  USAGE: EXIT.usage,
  INPUT_MISSING: EXIT.usage,
  INPUT_UNREADABLE: EXIT.usage,
  INPUT_TOO_LARGE: EXIT.usage,
  TASK_UNKNOWN: EXIT.usage,
  RUN_NOT_FOUND: EXIT.usage,
  CONFIG_INVALID: EXIT.configuration,
  CREDENTIALS_MISSING: EXIT.configuration,
  CREDENTIALS_REJECTED: EXIT.configuration,
  CREDITS_EXHAUSTED: EXIT.configuration,
  EMBEDDER_MISMATCH: EXIT.configuration,
  NOT_INSTALLED: EXIT.configuration,
  REGISTRY_MISSING: EXIT.registry,
  REGISTRY_UNUSABLE: EXIT.registry,
  REGISTRY_LOCKED: EXIT.registry,
  REGISTRY_FULL: EXIT.registry,
  DATABASE_UNREACHABLE: EXIT.network,
  DATABASE_LOST: EXIT.network,
  DATABASE_BUSY: EXIT.registry,
  DATABASE_MISSING: EXIT.registry,
  DATABASE_READ_ONLY: EXIT.registry,
  DATABASE_UNUSABLE: EXIT.registry,
  DISK: EXIT.registry,
  NETWORK: EXIT.network,
  TIMEOUT: EXIT.network,
  RATE_LIMITED: EXIT.network,
  SERVER_ERROR: EXIT.network,
  NOT_FOUND: EXIT.network,
  BAD_REQUEST: EXIT.network,
  EGRESS_BLOCKED: EXIT.network,
  BAD_RESPONSE: EXIT.network,
  RESPONSE_TOO_LARGE: EXIT.network,
  CANCELLED: EXIT.interrupted,
};

/** Returns the exit code for a thrown value: 70 for anything but a Fault, 1 for a code without its own entry. */
export function exitCodeOf(error: unknown): number {
  if (!isFault(error)) return EXIT.bug;
  return EXIT_OF_CODE[error.code] ?? EXIT.failed;
}
