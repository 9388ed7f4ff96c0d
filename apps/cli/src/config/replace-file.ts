import { randomBytes } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { PRIVATE_FILE, writeThrough } from "@hugginggpt/runtime/files";
import { diskFault } from "@hugginggpt/shared";

/**
 * Replaces or creates a file, completely or not at all; only its owner may read it, where no other mode is given.
 * @throws Fault DISK.
 */
export async function replaceFile(path: string, text: string, mode: number = PRIVATE_FILE): Promise<void> {
  const fresh = join(dirname(path), `.${basename(path)}-${randomBytes(8).toString("hex")}`);
  try {
    await writeThrough(fresh, text, mode);
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined); // What is told is why it could not be written.
    throw diskFault("write", path, error);
  }
}
