import { errorMessage } from "./error-code.js";
import { Fault } from "./fault.js";

/** Returns the Fault DISK for a failed file operation. */
export function diskFault(
  verb: "read" | "write" | "remove",
  path: string,
  error: unknown,
  next = "Check the disk and the directory's permissions.",
): Fault {
  return new Fault("DISK", `Could not ${verb} ${path}`, { came: errorMessage(error), next, cause: error });
}
