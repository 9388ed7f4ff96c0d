import type { ArtifactContent } from "@hugginggpt/shared";

/** An object in a listing. */
export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  /** When it was put or last touched, in milliseconds, by the store's clock. */
  readonly changed: number;
}

/**
 * Stores bytes under keys, for one machine or many. A key is one or more names of letters, digits, `.`, `_` and `-`,
 * separated by slashes. An object never changes: it exists completely or not at all, until it is removed.
 *
 * Failures are Faults: DISK for a folder and a full store, else by the answer of the store on the network (NETWORK,
 * TIMEOUT, CREDENTIALS_REJECTED, RATE_LIMITED, CONFIG_INVALID ...).
 */
export interface ObjectStore {
  /** The configured address: a folder, or `s3://bucket/prefix`. */
  readonly address: string;
  /**
   * Resolves if objects can be stored and are never replaced.
   * @throws Fault with the reason if not.
   */
  ready(): Promise<void>;
  /** Stores an object; returns false and changes nothing if the key is taken. */
  put(key: string, bytes: Uint8Array): Promise<boolean>;
  /** Returns an object to be read; null if there is none. */
  open(key: string): Promise<ArtifactContent | null>;
  /** Sets an object's time to now and returns its size in bytes; null if there is none. */
  touch(key: string): Promise<number | null>;
  /** Removes an object; does nothing if there is none. */
  remove(key: string): Promise<void>;
  /**
   * Yields the objects directly in a folder, in no order; empty: those without a folder. Unfinished ones are included,
   * under a name that begins with a dot, and can be removed.
   */
  list(folder: string): AsyncIterable<ListedObject>;
  /** Returns where an object is, or would be, on this machine; null if it has no path. */
  pathOf(key: string): string | null;
}

/** Returns the readable place of an object: its path, or `s3://bucket/prefix/key`. */
export function placeOf(store: ObjectStore, key: string): string {
  return store.pathOf(key) ?? `${store.address}/${key}`;
}

/** Returns a whole content. @throws as `ArtifactContent.read`. */
export async function wholeOf(content: ArtifactContent): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content.read()) pieces.push(piece);
  return Buffer.concat(pieces);
}
