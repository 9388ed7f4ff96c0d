import { Fault } from "@hugginggpt/shared";
import { placeOf, wholeOf } from "../objects/object-store.js";
import { sha256Of } from "../objects/sha256.js";
import { StoreFolder } from "./store-folder.js";

const HASH = /^[0-9a-f]{64}$/;
/** Names of copies, and of unfinished ones. */
const COPY = /^(?:[0-9a-f]{64}|\.[0-9a-f-]{24,29}\.tmp)$/;
/** Far more than a run accepts. */
const MAX_BYTES = 1024 * 1024 * 1024;
/** The age up to which a copy may belong to a run that is not recorded yet, in milliseconds. */
const YOUNG_MS = 3_600_000;

/** Stores copies of the files given to runs, each once, under the hash of its content, in a folder of a store. */
export class FileShelf extends StoreFolder {
  /** Stores a content, whole or not at all, and returns its hash. @throws Fault DISK if it cannot be written. */
  async put(bytes: Uint8Array): Promise<string> {
    const hash = sha256Of(bytes);
    const key = `${this.folder}/${hash}`;
    const known = await this.store.touch(key);
    if (known === bytes.byteLength) return hash;
    if (known !== null) await this.store.remove(key);
    await this.store.put(key, bytes);
    return hash;
  }

  /**
   * Returns a content by its hash; null if it is missing or was changed.
   * @throws Fault DISK, INPUT_TOO_LARGE above 1 GiB.
   */
  async get(hash: string): Promise<Uint8Array | null> {
    if (!HASH.test(hash)) return null;
    const key = `${this.folder}/${hash}`;
    const content = await this.store.open(key);
    if (!content) return null;
    if (content.bytes > MAX_BYTES)
      throw new Fault("INPUT_TOO_LARGE", `${placeOf(this.store, key)} is too large`, {
        wanted: `at most ${MAX_BYTES} bytes`,
        came: `${content.bytes} bytes`,
        next: "Remove it.",
      });
    const bytes = await wholeOf(content);
    return sha256Of(bytes) === hash ? bytes : null;
  }

  /**
   * Removes the copies that are not among the hashes, except those of the last hour, and returns where they were. Files
   * with other names stay. @throws Fault DISK.
   */
  sweep(wanted: ReadonlySet<string>, dryRun = false): Promise<string[]> {
    const isLeft = (name: string, age: number) => COPY.test(name) && !wanted.has(name) && age >= YOUNG_MS;
    return this.sweepBy(isLeft, dryRun);
  }
}
