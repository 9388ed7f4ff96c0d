import { type Fault, type FaultCode, isFault } from "./fault.js";

/** Faults whose `wanted` lists the valid values. For the others it says what was being done. */
const CHOICES: readonly FaultCode[] = ["USAGE", "CONFIG_INVALID"];

/**
 * Returns an error as one line for people: the message, what came, the valid values, and the next step, as far as
 * known. A value that is not an Error is printed as a string. An empty message becomes the error's name.
 */
export function describeError(error: unknown): string {
  if (isFault(error)) {
    const next = error.next ? ` ${error.next}` : "";
    return `${problemOf(error)}.${next}`.replace(/\.\.+(?= |$)/g, ".");
  }
  if (error instanceof Error) return error.message || error.name;
  return String(error);
}

/** Like `describeError`, but without the next step and the last full stop. */
export function describeProblem(error: unknown): string {
  return (isFault(error) ? problemOf(error) : describeError(error)).replace(/\.+$/, "");
}

/** Returns true if a text already contains another. */
export function isSaidIn(text: string, what: string): boolean {
  return text.includes(what);
}

function problemOf({ code, message, came, wanted }: Fault): string {
  const what = came && !isSaidIn(message, came) ? ` (${came})` : "";
  const choices = CHOICES.includes(code) && wanted ? `. Expected ${wanted}` : "";
  return `${message}${what}${choices}`;
}
