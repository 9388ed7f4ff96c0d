const START = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * Returns the 32-bit FNV-1a hash of a string's UTF-16 units, mixed by MurmurHash3's finalizer so that every bit
 * depends on every unit. Sources: Fowler, Noll, Vo (RFC 9923); Appleby, MurmurHash3 (`fmix32`).
 */
export function featureHash(text: string): number {
  return mixed(hashOnto(START, text));
}

/** Returns the unmixed hash of a string after which another may follow. */
export function hashStart(text: string): number {
  return hashOnto(START, text);
}

/** Returns the hash of `featureHash` for a text whose start has the unmixed hash `start`. */
export function hashEnd(start: number, rest: string): number {
  return mixed(hashOnto(start, rest));
}

function hashOnto(start: number, text: string): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), PRIME);
    hash = Math.imul(hash ^ (unit >>> 8), PRIME);
  }
  return hash;
}

function mixed(start: number): number {
  let hash = start;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
