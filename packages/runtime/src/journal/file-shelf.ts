import { createHash, randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "@hugginggpt/shared";
import { codeOf, diskFault } from "./disk-fault.js";

const HASH = /^[0-9a-f]{64}$/;
/** A file that was put there a moment ago may belong to a run that is about to be recorded. */
const YOUNG_MS = 3_600_000;

/** Returns the SHA-256 of bytes in lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Keeps copies of the files that runs were given, each once, under the hash of its content. */
export class FileShelf {
  readonly #dir: string;
  readonly #clock: Clock;

  constructor(dir: string, clock: Clock) {
    this.#dir = dir;
    this.#clock = clock;
  }

  /** Keeps a content, whole or not at all, and returns its hash. @throws Fault DISK when it cannot be written. */
  async put(bytes: Uint8Array): Promise<string> {
    const hash = sha256Of(bytes);
    const path = join(this.#dir, hash);
    const now = this.#clock.now() / 1000;
    const temporary = join(this.#dir, `.${hash.slice(0, 16)}-${randomBytes(6).toString("hex")}.tmp`);
    try {
      const known = await stat(path).catch(() => null);
      if (known?.size === bytes.byteLength) {
        await utimes(path, now, now);
        return hash;
      }
      await mkdir(this.#dir, { recursive: true });
      await writeThrough(temporary, bytes);
      await rename(temporary, path);
      return hash;
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw diskFault("write", path, error);
    }
  }

  /** Returns a content by its hash; null where it is not there or is not what it was. @throws Fault DISK. */
  async get(hash: string): Promise<Uint8Array | null> {
    if (!HASH.test(hash)) return null;
    const path = join(this.#dir, hash);
    try {
      const bytes = await readFile(path);
      return sha256Of(bytes) === hash ? bytes : null;
    } catch (error) {
      if (codeOf(error) === "ENOENT") return null;
      throw diskFault("read", path, error);
    }
  }

  /** Removes what is not among the hashes, except for files of the last hour, and returns how many. @throws Fault DISK. */
  async sweep(wanted: ReadonlySet<string>): Promise<number> {
    const names = await readdir(this.#dir).catch(() => []);
    let removed = 0;
    for (const name of names.filter((one) => !wanted.has(one))) {
      const path = join(this.#dir, name);
      const found = await stat(path).catch(() => null);
      if (!found || this.#clock.now() - found.mtimeMs < YOUNG_MS) continue;
      await rm(path, { force: true }).catch((error) => {
        throw diskFault("remove", path, error);
      });
      removed++;
    }
    return removed;
  }
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
