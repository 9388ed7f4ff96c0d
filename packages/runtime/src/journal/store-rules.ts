import { errorMessage, Fault, type JournalEntry } from "@hugginggpt/shared";

const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Returns true for a valid id of a run. */
export function isRunId(run: string): boolean {
  return RUN_ID.test(run);
}

/** Returns true for an id as `newRunId` makes them. */
export function isOwnRunId(run: string): boolean {
  return /^\d{8}-\d{9}-[0-9a-f]{32}$/.test(run);
}

/** @throws Fault USAGE for an invalid id of a run. */
export function requireRunId(run: string): void {
  if (isRunId(run)) return;
  throw new Fault("USAGE", `"${run.slice(0, 40)}" is not a run id`, {
    wanted: "letters, digits, dots, hyphens and underscores",
    next: "Use the id that `hugginggpt runs list` shows.",
  });
}

/** Returns the Fault RUN_LOCKED for a run that another process has claimed. `came`: where the claim is. */
export function runLocked(came: string): Fault {
  return new Fault("RUN_LOCKED", "Another process is working on this run", {
    wanted: "to go on with the run",
    came,
    next: "Wait until it ends, or end it.",
    retryable: true,
  });
}

/**
 * Returns a function that makes an entry from a line and its number; null for a torn or foreign line. `what`: the
 * source of the lines. The schema of the events is built when a record is read.
 * @throws Fault INPUT_UNREADABLE, from the returned function, for an event that is not as this program writes it.
 */
export async function lineReader(
  what: string,
): Promise<(line: string, number: number) => JournalEntry | null> {
  const { decodeEntry } = await import("./decode-entry.js");
  return (line, number) => {
    try {
      return decodeEntry(line);
    } catch (error) {
      throw new Fault("INPUT_UNREADABLE", `${what} is damaged`, {
        wanted: "the record of a run",
        came: `line ${number}: ${errorMessage(error)}`,
        next: "Move it away and run its request again.",
      });
    }
  };
}
