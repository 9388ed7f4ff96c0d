import { type Fault, type FaultCode, isFault } from "./fault.js";

/** Faults whose `wanted` names what may be given; with the others it says what was being done. */
const CHOICES: readonly FaultCode[] = ["USAGE", "CONFIG_INVALID"];

/**
 * Returns an error as one line for a person: the message, what came, what may be given, and the next step where it is known.
 * A value that is no Error is printed as a string; an empty message becomes the error's name.
 */
export function describeError(error: unknown): string {
  if (isFault(error)) {
    const next = error.next ? ` ${error.next}` : "";
    return `${problemOf(error)}.${next}`.replace(/\.\.+(?= |$)/g, ".");
  }
  if (error instanceof Error) return error.message || error.name;
  return String(error);
}

/** Returns what `describeError` does without the next step and the last full stop, for whoever says the next step apart. */
export function describeProblem(error: unknown): string {
  return (isFault(error) ? problemOf(error) : describeError(error)).replace(/\.+$/, "");
}

/** Returns true if a text says something already, so that it need not be added. */
export function isSaidIn(text: string, what: string): boolean {
  return text.includes(what);
}

function problemOf({ code, message, came, wanted }: Fault): string {
  const what = came && !isSaidIn(message, came) ? ` (${came})` : "";
  const choices = CHOICES.includes(code) && wanted ? `. Expected ${wanted}` : "";
  return `${message}${what}${choices}`;
}
