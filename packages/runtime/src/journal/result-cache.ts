import { isMedia, type Job, type Media, type TaskOutput } from "@hugginggpt/shared";
import { wholeOf } from "../objects/object-store.js";
import { sha256Of } from "../objects/sha256.js";
import { StoreFolder } from "./store-folder.js";

/** Increased whenever results of an earlier version must not be reused. */
const VERSION = 1;
/** Larger results are not cached; bytes of their JSON. */
const MAX_BYTES = 96 * 1024 * 1024;
/** Names of results, and of unfinished ones. */
const NAME = /^(?:[0-9a-f]{64}\.json|\.[0-9a-f-]{24,29}\.tmp)$/;

/** Caches outputs of models by their inputs, across runs, in a folder of a store. A lost result only costs time. */
export class ResultCache extends StoreFolder {
  /** Returns a result; null if there is none or it was changed. @throws Fault DISK. */
  async get(key: string): Promise<TaskOutput | null> {
    const content = await this.store.open(this.#keyOf(key));
    if (!content || content.bytes > 2 * MAX_BYTES) return null;
    const text = (await wholeOf(content)).toString("utf8");
    try {
      const { sha256, output } = Object(JSON.parse(text)) as Record<string, unknown>;
      if (typeof output !== "string" || sha256Of(output) !== sha256) return null;
      // The hash says that it is what `put` wrote; the cast gives back the type that it was given.
      return JSON.parse(output, revive) as TaskOutput;
    } catch {
      return null; // Not JSON: it was changed.
    }
  }

  /** Stores a result, whole or not at all; one that is too large is not stored. @throws Fault DISK. */
  async put(key: string, output: TaskOutput): Promise<void> {
    const text = JSON.stringify(output, encode);
    if (text.length > MAX_BYTES) return;
    const bytes = new TextEncoder().encode(JSON.stringify({ sha256: sha256Of(text), output: text }));
    // `get` found no result under this key: what is there is damaged, or the same result.
    if (await this.store.put(this.#keyOf(key), bytes)) return;
    await this.store.remove(this.#keyOf(key));
    await this.store.put(this.#keyOf(key), bytes);
  }

  /**
   * Removes the results older than this, in milliseconds, and returns where they were. Files with other names stay.
   * @throws Fault DISK.
   */
  sweep(olderThan: number, dryRun = false): Promise<string[]> {
    return this.sweepBy((name, age) => NAME.test(name) && age > olderThan, dryRun);
  }

  #keyOf(key: string): string {
    return `${this.folder}/${key}.json`;
  }
}

/**
 * Returns the name of a job's result: equal for jobs with the same task, model, revision and arguments, wherever they
 * run. Files count by content.
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
