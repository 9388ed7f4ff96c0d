import { randomBytes } from "node:crypto";
import { lstat, readdir, rm, rmdir, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type ArtifactContent, type Clock, diskFault, errorCode, systemClock } from "@hugginggpt/shared";
import { makeFolder } from "@hugginggpt/shared/folders";
import type { ListedObject, ObjectStore } from "./object-store.js";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "./private-file.js";
import { openRegular } from "./regular-file.js";
import { requireObjectStore } from "./require-object-store.js";
import { publishAs, writeThrough } from "./write-file.js";

/**
 * Keeps objects as files in a folder that several machines may share. Without locks: an object gets its name by a hard
 * link once the disk has it. Links and what is behind them are skipped.
 */
export class FolderObjectStore implements ObjectStore {
  readonly address: string;
  readonly #clock: Pick<Clock, "now">;

  constructor(dir: string, clock: Pick<Clock, "now"> = systemClock) {
    this.address = dir;
    this.#clock = clock;
  }

  ready(): Promise<void> {
    return requireObjectStore(this);
  }

  async put(key: string, bytes: Uint8Array): Promise<boolean> {
    const path = this.pathOf(key);
    const temporary = join(dirname(path), `.${randomBytes(12).toString("hex")}.tmp`);
    try {
      if (await lstat(path).catch(() => null)) return false;
      makeFolder(dirname(path), PRIVATE_FOLDER);
      await writeThrough(temporary, bytes, PRIVATE_FILE);
      return await publishAs(temporary, path);
    } catch (error) {
      throw diskFault("write", path, error);
    } finally {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  open(key: string): Promise<ArtifactContent | null> {
    return openRegular(this.pathOf(key));
  }

  async touch(key: string): Promise<number | null> {
    const path = this.pathOf(key);
    const found = await lstat(path).catch(() => null);
    if (!found?.isFile()) return null;
    const now = this.#clock.now() / 1000;
    try {
      await utimes(path, now, now);
      return found.size;
    } catch (error) {
      if (errorCode(error) === "ENOENT") return null;
      throw diskFault("write", path, error);
    }
  }

  /**
   * Also removes the folder if it becomes empty, except for the store's own folders, to which others may write at any
   * time.
   */
  async remove(key: string): Promise<void> {
    const path = this.pathOf(key);
    try {
      if (await this.#isBehindLink(dirname(key))) return;
      await rm(path, { force: true });
      if (dirname(key).includes("/")) await rmdir(dirname(path));
    } catch (error) {
      if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes(errorCode(error)))
        throw diskFault("remove", path, error);
    }
  }

  async *list(folder: string): AsyncGenerator<ListedObject, void, void> {
    const dir = this.pathOf(folder);
    if (!(await lstat(dir).catch(() => null))?.isDirectory()) return;
    const names = await readdir(dir).catch((error: unknown) => {
      throw diskFault("read", dir, error);
    });
    for (const name of names) {
      const found = await lstat(join(dir, name)).catch(() => null);
      const key = folder === "" ? name : `${folder}/${name}`;
      if (found?.isFile()) yield { key, bytes: found.size, changed: found.mtimeMs };
    }
  }

  pathOf(key: string): string {
    return join(this.address, key);
  }

  /** Whether a folder of the store is a link, or lies in one. @throws the system's error where it is not there. */
  async #isBehindLink(folder: string): Promise<boolean> {
    if (folder === ".") return false;
    return !(await lstat(this.pathOf(folder))).isDirectory() || this.#isBehindLink(dirname(folder));
  }
}
