import pg from "pg";
import { errorCode, errorMessage } from "../errors/error-code.js";
import { Fault, type FaultCode, type FaultDetails, isFault } from "../errors/fault.js";

/** The place of a database in messages, without user and password. */
export interface Place {
  /** Host and port. */
  readonly server: string;
  readonly database: string;
}

interface Meaning {
  readonly code: FaultCode;
  readonly message: string;
  readonly next: string;
  readonly retryable?: boolean;
}

const UNREACHABLE: Meaning = {
  code: "DATABASE_UNREACHABLE",
  message: "PostgreSQL cannot be reached",
  next: "Check that the server runs and that HUGGINGGPT_DATABASE_URL names its host and port.",
  retryable: true,
};
const LOST: Meaning = {
  code: "DATABASE_LOST",
  message: "The connection to PostgreSQL was lost",
  next: "Try again; what was committed before is intact.",
  retryable: true,
};
const BUSY: Meaning = {
  code: "DATABASE_BUSY",
  message: "PostgreSQL is too busy",
  next: "Try again in a moment, or allow it more connections, memory or time.",
  retryable: true,
};
const REJECTED: Meaning = {
  code: "CREDENTIALS_REJECTED",
  message: "PostgreSQL refuses the user or the password",
  next: "Correct them in HUGGINGGPT_DATABASE_URL, or the password in PGPASSWORD.",
};
const MISSING: Meaning = {
  code: "DATABASE_MISSING",
  message: "The server has no such database",
  next: "Create it, for example with `createdb`, or correct HUGGINGGPT_DATABASE_URL.",
};
const READ_ONLY: Meaning = {
  code: "DATABASE_READ_ONLY",
  message: "The database takes no writes",
  next: "Give the address of the primary server, not of a standby, and a user who may write.",
};
const DISK: Meaning = {
  code: "DISK",
  message: "The database's disk is full or fails",
  next: "Make room on the database's server and try again; what was committed before is intact.",
};
const NO_RIGHT: Meaning = {
  code: "DATABASE_UNUSABLE",
  message: "The user lacks a right in the database",
  next: "Let the user create and own the schema hugginggpt: GRANT CREATE ON DATABASE … TO ….",
};
const DAMAGED: Meaning = {
  code: "DATABASE_UNUSABLE",
  message: "The database's tables are damaged or not as this version made them",
  next: "Restore a backup, or give the address of another database.",
};

/** PostgreSQL's error codes and ours ("PostgreSQL Error Codes" in its manual); the longest prefix counts. */
const BY_STATE: Readonly<Record<string, Meaning>> = {
  "08": LOST,
  "25006": READ_ONLY,
  "25P03": LOST,
  "28": REJECTED,
  "3D000": MISSING,
  "40001": BUSY,
  "40P01": BUSY,
  "42501": NO_RIGHT,
  "42P01": DAMAGED,
  "42703": DAMAGED,
  "3F000": DAMAGED,
  "53": BUSY,
  "53100": { ...DISK, message: "The database's disk is full", retryable: true },
  "55P03": BUSY,
  "57014": BUSY,
  "57P": LOST,
  "58": DISK,
  XX001: DAMAGED,
  XX002: DAMAGED,
};

/** The system's codes for a broken connection. */
const BROKEN = ["ECONNRESET", "EPIPE", "ETIMEDOUT", "ECONNABORTED", "ENOTCONN"];

/** Turns an error of connecting into a Fault: DATABASE_UNREACHABLE unless PostgreSQL said why. */
export function connectFault(error: unknown, place: Place): Fault {
  if (isFault(error)) return error;
  const meaning = stateMeaning(error);
  return faultOf(meaning && meaning !== LOST ? meaning : UNREACHABLE, error, place);
}

/** The server requires a password, and none was given. */
export function passwordMissing(): Fault {
  const { code, message, next } = REJECTED;
  return new Fault(code, message, { came: "no password", next });
}

/**
 * Turns an error of a statement into a Fault; errors that are not the database's stay unchanged. `isLost`: the
 * connection broke, which pg reports only as text.
 */
export function statementFault(error: unknown, place: Place, isLost: boolean): unknown {
  if (isFault(error)) return error;
  const meaning = stateMeaning(error);
  if (meaning) return faultOf(meaning, error, place);
  if (error instanceof pg.DatabaseError) return error;
  const broken = BROKEN.includes(errorCode(error));
  return broken || (isLost && errorCode(error) === "") ? faultOf(LOST, error, place) : error;
}

/** Returns true if PostgreSQL aborted the transaction in favour of another, so a repetition may succeed. */
export function isConflict(error: unknown): boolean {
  const cause = isFault(error) ? error.cause : error;
  return ["40001", "40P01"].includes(errorCode(cause));
}

function stateMeaning(error: unknown): Meaning | undefined {
  if (!(error instanceof pg.DatabaseError)) return undefined;
  const state = error.code ?? "";
  return [5, 3, 2].map((length) => BY_STATE[state.slice(0, length)]).find(Boolean);
}

function faultOf({ message, code, ...meaning }: Meaning, error: unknown, place: Place): Fault {
  const words = errorMessage(error) || errorCode(error);
  const details: FaultDetails = { ...meaning, came: `${words} at ${place.server}/${place.database}` };
  return new Fault(code, message, { ...details, cause: error });
}
