import { closeSync, fdatasync, fstatSync, openSync, readSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { diskFault } from "@hugginggpt/shared";
import { makeFolder } from "@hugginggpt/shared/folders";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../objects/private-file.js";

const flush = promisify(fdatasync);

/**
 * A file to which lines are appended. A line has reached the operating system when `append` returns, and the disk when
 * `sync` resolves. A line torn by a crash is ended first.
 */
export class JsonlFile {
  readonly #path: string;
  #fd: number | null = null;
  #isClean = true;
  #syncing: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws Fault DISK when the lines cannot be written. */
  append(lines: readonly string[]): void {
    try {
      const fd = this.#open();
      this.#isClean = false;
      writeFileSync(fd, lines.map((line) => `${line}\n`).join(""));
    } catch (error) {
      throw diskFault("write", this.#path, error);
    }
  }

  /** Resolves when every line so far is on the disk. @throws Fault DISK. */
  sync(): Promise<void> {
    const next = this.#syncing.catch(() => undefined).then(() => this.#sync());
    this.#syncing = next;
    return next;
  }

  /** Closes the file after pending work; another append opens it again. */
  async close(): Promise<void> {
    await this.#syncing.catch(() => undefined);
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }

  async #sync(): Promise<void> {
    if (this.#isClean || this.#fd === null) return;
    this.#isClean = true;
    try {
      await flush(this.#fd);
    } catch (error) {
      this.#isClean = false;
      throw diskFault("write", this.#path, error);
    }
  }

  #open(): number {
    if (this.#fd !== null) return this.#fd;
    makeFolder(dirname(this.#path), PRIVATE_FOLDER);
    const fd = openSync(this.#path, "a+", PRIVATE_FILE);
    this.#fd = fd;
    if (endsTorn(fd)) writeFileSync(fd, "\n");
    return fd;
  }
}

/** Returns true if the file's last line has no end. */
function endsTorn(fd: number): boolean {
  const { size } = fstatSync(fd);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(fd, last, 0, 1, size - 1);
  return last[0] !== 0x0a;
}
