import { Fault, isFault } from "@hugginggpt/shared";

/**
 * Returns an error of the file system at an index file as a Fault DISK with the way out; any other error unchanged.
 */
export function indexFault(error: unknown, folder: string): unknown {
  if (isFault(error) || !(error instanceof Error && "syscall" in error && "code" in error)) return error;
  return new Fault("DISK", "The index of the registry cannot be written", {
    wanted: "to publish an index file",
    came: `${error.code} at ${folder}`,
    cause: error,
    next: "Check free space and permissions; searches use what was published before, or scan. `indexer sync` tries again.",
  });
}
