import { createHash } from "node:crypto";
import { stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { type Clock, Fault } from "@hugginggpt/shared";
import { diskFault } from "./disk-fault.js";
import { putPrivate, readRegular, sweepFolder } from "./private-file.js";

const HASH = /^[0-9a-f]{64}$/;
/** A copy, or one that was being made. */
const COPY = /^(?:[0-9a-f]{64}|\.[0-9a-f]{16}-[0-9a-f]{12}\.tmp)$/;
/** Far above what a run takes. */
const MAX_BYTES = 1024 * 1024 * 1024;
/** A file that was put there a moment ago may belong to a run that is about to be recorded. */
const YOUNG_MS = 3_600_000;

/** Returns the SHA-256 of bytes or of a text in lower-case hex. */
export function sha256Of(bytes: Uint8Array | string): string {
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
    const known = await stat(path).catch(() => null);
    if (known?.size !== bytes.byteLength) await putPrivate(path, bytes);
    else
      await utimes(path, now, now).catch((error: unknown) => {
        throw diskFault("write", path, error);
      });
    return hash;
  }

  /** Returns a content by its hash; null where it is not there or is not what it was. @throws Fault DISK. */
  async get(hash: string): Promise<Uint8Array | null> {
    if (!HASH.test(hash)) return null;
    const path = join(this.#dir, hash);
    const bytes = await readRegular(path, MAX_BYTES).catch((error: unknown) => {
      throw error instanceof Fault ? error : diskFault("read", path, error);
    });
    return bytes && sha256Of(bytes) === hash ? bytes : null;
  }

  /**
   * Removes the copies that are not among the hashes, except for those of the last hour, and returns their paths. What is
   * not called as we call a copy, or is a link or behind one, stays. @throws Fault DISK.
   */
  async sweep(wanted: ReadonlySet<string>, dryRun = false): Promise<string[]> {
    const isOld = (ms: number): boolean => this.#clock.now() - ms >= YOUNG_MS;
    return sweepFolder(this.#dir, (name, ms) => COPY.test(name) && !wanted.has(name) && isOld(ms), dryRun);
  }
}
