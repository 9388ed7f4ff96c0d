import { Fault } from "@hugginggpt/shared";

/** Returns the Fault DISK of a file operation that failed. */
export function diskFault(verb: "read" | "write" | "remove", path: string, error: unknown): Fault {
  return new Fault("DISK", `Could not ${verb} ${path}`, {
    came: error instanceof Error ? error.message : String(error),
    next: "Check the disk and the directory's permissions.",
    cause: error,
  });
}

/** Returns the code of a file system's error (`ENOENT`); empty for anything else. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
