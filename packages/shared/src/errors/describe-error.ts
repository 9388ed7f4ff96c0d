import { isFault } from "./fault.js";

/**
 * Returns an error as one line for a person: the message, what came, and the next step where it is known.
 * A value that is no Error is printed as a string; an empty message becomes the error's name.
 */
export function describeError(error: unknown): string {
  if (isFault(error)) {
    const came = error.came && !error.message.includes(error.came) ? ` (${error.came})` : "";
    const next = error.next ? ` ${error.next}` : "";
    return `${error.message}${came}.${next}`.replace(/\.\.+(?= |$)/g, ".");
  }
  if (error instanceof Error) return error.message || error.name;
  return String(error);
}
