import { errorCode, errorMessage } from "./error-code.js";
import { Fault } from "./fault.js";

/** Returns true for the error of a disk that is full, or of a quota that is used up. */
export function isDiskFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes(errorCode(error));
}

/** Returns the Fault DISK for a failed file operation. */
export function diskFault(
  verb: "read" | "write" | "remove",
  path: string,
  error: unknown,
  next = isDiskFull(error) ? "Free some space there." : "Check the disk and the directory's permissions.",
): Fault {
  return new Fault("DISK", `Could not ${verb} ${path}`, { came: errorMessage(error), next, cause: error });
}
