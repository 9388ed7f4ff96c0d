import { join } from "node:path";
import { type Clock, isFault, isMedia, type Job, type Media, type TaskOutput } from "@hugginggpt/shared";
import { diskFault } from "./disk-fault.js";
import { sha256Of } from "./file-shelf.js";
import { putPrivate, readRegular, sweepFolder } from "./private-file.js";

/** Changes whenever results of an earlier version must not be reused. */
const VERSION = 1;
/** Larger results are not kept, in bytes as they are written. */
const MAX_BYTES = 96 * 1024 * 1024;
/** A result, or one that was being written. */
const NAME = /^(?:[0-9a-f]{64}\.json|\.[0-9a-f]{16}-[0-9a-f]{12}\.tmp)$/;

/** Keeps what models returned, by what they were given, across runs. Whoever loses a result loses time only. */
export class ResultCache {
  readonly #dir: string;
  readonly #clock: Clock;

  constructor(dir: string, clock: Clock) {
    this.#dir = dir;
    this.#clock = clock;
  }

  /** Returns a result; null where there is none, or its file is not what was written. */
  async get(key: string): Promise<TaskOutput | null> {
    try {
      const content = await readRegular(this.#path(key), 2 * MAX_BYTES);
      const { sha256, output } = Object(JSON.parse(content?.toString("utf8") ?? "null")) as Record<
        string,
        unknown
      >;
      if (typeof output !== "string" || sha256Of(output) !== sha256) return null;
      // The hash says that it is what `put` wrote; the cast gives back the type that it was given.
      return JSON.parse(output, revive) as TaskOutput;
    } catch (error) {
      if (error instanceof SyntaxError || isFault(error)) return null;
      throw diskFault("read", this.#path(key), error);
    }
  }

  /** Keeps a result, whole or not at all; one that is too large is not kept. @throws Fault DISK. */
  async put(key: string, output: TaskOutput): Promise<void> {
    const text = JSON.stringify(output, encode);
    if (text.length > MAX_BYTES) return;
    await putPrivate(this.#path(key), JSON.stringify({ sha256: sha256Of(text), output: text }));
  }

  /**
   * Removes the results that were written longer ago than this, in milliseconds, and returns their paths. What is not
   * called as we call a result, or is a link or behind one, stays. @throws Fault DISK.
   */
  async sweep(olderThan: number, dryRun = false): Promise<string[]> {
    return sweepFolder(
      this.#dir,
      (name, ms) => NAME.test(name) && this.#clock.now() - ms > olderThan,
      dryRun,
    );
  }

  #path(key: string): string {
    return join(this.#dir, `${key}.json`);
  }
}

/**
 * Returns the name of a job's result: two jobs with the same task, model, revision and arguments have one, wherever they
 * run. Files count by their content.
 */
export function resultKey({ task, model, revision, args }: Job): string {
  const given = Object.entries(args)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [
      name,
      isMedia(value) ? { kind: value.kind, sha256: sha256Of(value.bytes) } : value,
    ]);
  return sha256Of(JSON.stringify([VERSION, task, model, revision ?? null, given]));
}

function encode(_key: string, value: unknown): unknown {
  return isMedia(value)
    ? { ...value, bytes: { base64: Buffer.from(value.bytes).toString("base64") } }
    : value;
}

function revive(key: string, value: unknown): unknown {
  if (key !== "bytes" || typeof value !== "object" || value === null || !("base64" in value)) return value;
  return new Uint8Array(Buffer.from(String(value.base64), "base64")) satisfies Media["bytes"];
}
