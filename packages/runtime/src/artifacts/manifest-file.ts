import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ifExists } from "@hugginggpt/shared";
import { readRegular } from "@hugginggpt/shared/files";
import { publish, replaceFile, writeThrough } from "../objects/write-file.js";
import type { Manifest, ManifestEntry } from "./manifest.js";

/** A larger file is not a manifest. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Other runs' manifests in one directory at most. */
const MAX_MANIFESTS = 10_000;

/**
 * The manifest of one run in a directory: `manifest.json`, or `manifest-2.json` ... if that belongs to another run or
 * is no manifest. A run that continues finds its own again.
 */
export class ManifestFile {
  readonly #dir: string;
  readonly #run: string;
  #path: string | null = null;
  #entries: readonly ManifestEntry[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #written = 0;

  constructor(dir: string, run: string) {
    this.#dir = dir;
    this.#run = run;
  }

  /** Returns the run's entries; empty if it has no manifest yet. */
  entries(): Promise<readonly ManifestEntry[]> {
    return this.#inTurn(async () => {
      await this.#find();
      return this.#entries;
    });
  }

  /**
   * Adds an entry; it replaces one for a file of the same name. At any moment the file has the old entries or the new
   * ones.
   */
  add(entry: ManifestEntry): Promise<void> {
    return this.#inTurn(async () => {
      await this.#find();
      await this.#write([...this.#entries.filter(({ file }) => file !== entry.file), entry]);
    });
  }

  /** Removes the entries of these files. */
  remove(files: ReadonlySet<string>): Promise<void> {
    return this.#inTurn(async () => {
      await this.#find();
      await this.#write(this.#entries.filter(({ file }) => !files.has(file)));
    });
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#last.then(act);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Looks for the run's manifest among those that are there. */
  async #find(): Promise<void> {
    if (this.#path !== null) return;
    for await (const { path, manifest } of manifestsIn(this.#dir)) {
      if (manifest.run !== this.#run) continue;
      this.#path = path;
      this.#entries = manifest.files;
      return;
    }
  }

  async #write(entries: readonly ManifestEntry[]): Promise<void> {
    const manifest: Manifest = {
      format: "hugginggpt-manifest",
      version: 1,
      run: this.#run,
      files: [...entries],
    };
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    const temporary = join(this.#dir, temporaryName(this.#run, `manifest-${this.#written++}`));
    try {
      if (this.#path) await replaceFile(this.#path, text, temporary);
      else {
        await writeThrough(temporary, text);
        this.#path = await publish(temporary, (n) => manifestPath(this.#dir, n));
      }
      this.#entries = entries;
    } finally {
      await rm(temporary, { force: true });
    }
  }
}

/** Yields the manifests of all runs in a directory. @throws the system's error. */
export async function* manifestsIn(
  dir: string,
): AsyncGenerator<{ readonly path: string; readonly manifest: Manifest }, void, void> {
  for (let n = 1; n <= MAX_MANIFESTS; n++) {
    const path = manifestPath(dir, n);
    const text = await readSmall(path);
    if (text === null) return;
    const { readManifest } = await import("./manifest.js");
    const manifest = readManifest(text);
    if (manifest) yield { path, manifest };
  }
}

function manifestPath(dir: string, n: number): string {
  return join(dir, n === 1 ? "manifest.json" : `manifest-${n}.json`);
}

/** Returns the name of a file of a run that is not finished. */
export function temporaryName(run: string, what: string): string {
  return `${temporaryPrefix(run)}${what}.tmp`;
}

/** Returns how the names of a run's unfinished files begin. */
export function temporaryPrefix(run: string): string {
  return `.${run.replace(/[^A-Za-z0-9-]/g, "_").slice(0, 100)}.`;
}

/** Returns a file's text; null if there is none, empty for what is too large or no file. */
async function readSmall(path: string): Promise<string | null> {
  const found = await ifExists(stat(path));
  if (!found) return null;
  const bytes = found.size <= MAX_BYTES ? await readRegular(path, MAX_BYTES) : null;
  return bytes?.toString("utf8") ?? "";
}
