/**
 * Returns the FNV-1a hash, as a signed 32-bit number, of a string's UTF-16 units, mixed by MurmurHash3's finalizer so that every bit
 * depends on every unit. Sources: Fowler, Noll, Vo (RFC 9923); Appleby, MurmurHash3 (`fmix32`).
 */
export function featureHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
