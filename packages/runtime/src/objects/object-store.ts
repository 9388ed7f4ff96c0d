import type { ArtifactContent } from "@hugginggpt/shared";

/** An object as a listing tells of it. */
export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  /** When it was put, or touched last, in milliseconds, by the clock of whoever keeps it. */
  readonly changed: number;
}

/**
 * Keeps bytes under keys, for one machine or for many. A key is one or more names of letters, digits, `.`, `_` and `-`, with
 * slashes between them. What was put is never changed: it is there whole or not at all, until it is removed.
 *
 * What fails is a Fault: DISK of a folder and where a store is full, else by what the store on the network answered
 * (NETWORK, TIMEOUT, CREDENTIALS_REJECTED, RATE_LIMITED, CONFIG_INVALID ...).
 */
export interface ObjectStore {
  /** Where it is, as it was configured: a folder, or `s3://bucket/prefix`. */
  readonly address: string;
  /**
   * Resolves where objects can be put and are never replaced.
   * @throws Fault with the reason where they cannot.
   */
  ready(): Promise<void>;
  /** Puts an object; false, and nothing is changed, where the key is taken. */
  put(key: string, bytes: Uint8Array): Promise<boolean>;
  /** Returns an object to be read; null where there is none. */
  open(key: string): Promise<ArtifactContent | null>;
  /** Makes an object as young as one that is put now, and returns its size; null where there is none. */
  touch(key: string): Promise<number | null>;
  /** Removes an object; one that is not there is none's loss. */
  remove(key: string): Promise<void>;
  /**
   * Gives the objects that lie in a folder itself, in no order; empty: those without a folder. What was left unfinished is
   * given, too, under a name that begins with a dot, and can be removed.
   */
  list(folder: string): AsyncIterable<ListedObject>;
  /** Returns where an object lies, or would lie, on this machine; null where it has no path. */
  pathOf(key: string): string | null;
}

/** Returns where an object lies, for people: its path, or `s3://bucket/prefix/key`. */
export function placeOf(store: ObjectStore, key: string): string {
  return store.pathOf(key) ?? `${store.address}/${key}`;
}

/** Returns a whole content. @throws as `ArtifactContent.read`. */
export async function wholeOf(content: ArtifactContent): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content.read()) pieces.push(piece);
  return Buffer.concat(pieces);
}
