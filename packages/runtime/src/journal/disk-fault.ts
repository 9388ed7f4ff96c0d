import { errorMessage, Fault } from "@hugginggpt/shared";

/** Returns the Fault DISK of a file operation that failed. */
export function diskFault(verb: "read" | "write" | "remove", path: string, error: unknown): Fault {
  return new Fault("DISK", `Could not ${verb} ${path}`, {
    came: errorMessage(error),
    next: "Check the disk and the directory's permissions.",
    cause: error,
  });
}
