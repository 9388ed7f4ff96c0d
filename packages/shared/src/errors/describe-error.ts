import { type FaultCode, isFault } from "./fault.js";

/** Faults whose `wanted` names what may be given; with the others it says what was being done. */
const CHOICES: readonly FaultCode[] = ["USAGE", "CONFIG_INVALID"];

/**
 * Returns an error as one line for a person: the message, what came, what may be given, and the next step where it is known.
 * A value that is no Error is printed as a string; an empty message becomes the error's name.
 */
export function describeError(error: unknown): string {
  if (isFault(error)) {
    const came = error.came && !error.message.includes(error.came) ? ` (${error.came})` : "";
    const wanted = CHOICES.includes(error.code) && error.wanted ? ` Expected ${error.wanted}.` : "";
    const next = error.next ? ` ${error.next}` : "";
    return `${error.message}${came}.${wanted}${next}`.replace(/\.\.+(?= |$)/g, ".");
  }
  if (error instanceof Error) return error.message || error.name;
  return String(error);
}
