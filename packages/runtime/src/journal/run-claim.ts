import { join } from "node:path";
import { diskFault } from "@hugginggpt/shared";
import { isFileLocked, takeFileLock } from "@hugginggpt/shared/file-lock";
import { nativeFault } from "@hugginggpt/shared/native";
import { runLocked } from "./store-rules.js";

/** The file in a run's directory that a claim locks. */
export const CLAIM_FILE = "claim.lock";

/**
 * Claims a directory, which must exist, for this process and returns the release. The system ends the claim with the
 * process.
 * @throws Fault RUN_LOCKED if another holder has it, DISK if the file cannot be made.
 */
export async function claimDirectory(dir: string): Promise<() => void> {
  const release = takeLock(join(dir, CLAIM_FILE));
  if (release === null) throw runLocked(`a claim in ${dir}`);
  return release;
}

/** Returns true if a living process, this one or another, has claimed a directory. */
export function isClaimed(dir: string): boolean {
  return isFileLocked(join(dir, CLAIM_FILE));
}

function takeLock(path: string): (() => void) | null {
  try {
    return takeFileLock(path);
  } catch (error) {
    throw nativeFault(error, "better-sqlite3") ?? diskFault("write", path, error);
  }
}
