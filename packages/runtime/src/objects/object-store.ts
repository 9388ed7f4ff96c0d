import type { ArtifactContent } from "@hugginggpt/shared";

/** An object as a listing tells of it. */
export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  /** When it was put, or touched last, in milliseconds, by the clock of whoever keeps it. */
  readonly changed: number;
}

/**
 * Keeps bytes under keys, for one machine or many. A key is one or more names of letters, digits, `.`, `_` and `-`,
 * separated by slashes. An object never changes: it is there completely or not at all, until it is removed.
 *
 * Failures are Faults: DISK for a folder and a full store, else by the answer of the store on the network (NETWORK,
 * TIMEOUT, CREDENTIALS_REJECTED, RATE_LIMITED, CONFIG_INVALID ...).
 */
export interface ObjectStore {
  /** Where it is, as it was configured: a folder, or `s3://bucket/prefix`. */
  readonly address: string;
  /**
   * Resolves if objects can be stored and are never replaced.
   * @throws Fault with the reason if not.
   */
  ready(): Promise<void>;
  /** Puts an object; false, and nothing is changed, where the key is taken. */
  put(key: string, bytes: Uint8Array): Promise<boolean>;
  /** Returns an object to be read; null if there is none. */
  open(key: string): Promise<ArtifactContent | null>;
  /** Makes an object as young as one that is put now, and returns its size; null if there is none. */
  touch(key: string): Promise<number | null>;
  /** Removes an object; one that is not there is none's loss. */
  remove(key: string): Promise<void>;
  /**
   * Yields the objects directly in a folder, in no order; empty: those without a folder. Unfinished ones are included,
   * under a name that begins with a dot, and can be removed.
   */
  list(folder: string): AsyncIterable<ListedObject>;
  /** Returns where an object is, or would be, on this machine; null if it has no path. */
  pathOf(key: string): string | null;
}

/** Returns where an object is, for people: its path, or `s3://bucket/prefix/key`. */
export function placeOf(store: ObjectStore, key: string): string {
  return store.pathOf(key) ?? `${store.address}/${key}`;
}

/** Returns a whole content. @throws as `ArtifactContent.read`. */
export async function wholeOf(content: ArtifactContent): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content.read()) pieces.push(piece);
  return Buffer.concat(pieces);
}
