import { createHash } from "node:crypto";
import { bytes, type Reply, refusal } from "../loopback/reply.js";

/** A file that a simulated model made. */
export interface MadeFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** File-name extension without the dot. */
  readonly extension: string;
}

const FILE_PATH = /^\/files\/(?<name>[0-9a-f]{16}\.\w+)$/;

/** Keeps made files and serves them at `/files/<hash>.<ext>`, without asking for a token, as the providers' stores do. */
export class FileShelf {
  readonly #files = new Map<string, MadeFile>();

  /** Keeps a file and returns its path. Equal content gives the same path. */
  keep(file: MadeFile): string {
    const name = `${createHash("sha256").update(file.bytes).digest("hex").slice(0, 16)}.${file.extension}`;
    this.#files.set(name, file);
    return `/files/${name}`;
  }

  /** Answers a download; null for a path that is no file's. */
  answer(path: string): Reply | null {
    const name = FILE_PATH.exec(path)?.groups?.name;
    if (name === undefined) return null;
    const file = this.#files.get(name);
    return file ? bytes(file.bytes, file.mediaType) : refusal(404, "No such file");
  }
}
