const REPLACEMENT = Buffer.from("[redacted]");
/** Shorter secrets may be ordinary words, because many local servers accept any key. */
const MIN_SECRET_BYTES = 12;

/**
 * Removes secrets from a body that arrives in pieces, so that a server that echoes its request cannot put one into a
 * log, a file or an answer. The possible beginning of a secret is held back until the next piece. Secrets of fewer than
 * 12 bytes are not removed.
 */
export class SecretFilter {
  readonly #secrets: readonly Buffer[];
  #held: Buffer = Buffer.alloc(0);

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets
      .map((secret) => Buffer.from(secret))
      .filter((one) => one.length >= MIN_SECRET_BYTES);
  }

  /** Returns what can be passed on; empty if all of it is held back. */
  push(piece: Uint8Array): Uint8Array {
    if (this.#secrets.length === 0) return piece;
    const whole = this.#held.length === 0 ? asBuffer(piece) : Buffer.concat([this.#held, piece]);
    const clean = this.#secrets.reduce(without, whole);
    const cut = clean.length - Math.max(...this.#secrets.map((secret) => beginningAtEnd(clean, secret)));
    this.#held = clean.subarray(cut);
    return clean.subarray(0, cut);
  }

  /** Returns what was held back, at the end of the body. */
  rest(): Uint8Array {
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    return rest;
  }
}

/** Returns a whole body without the secrets; the same bytes where it holds none. */
export function withoutSecrets(bytes: Uint8Array, secrets: readonly string[]): Uint8Array {
  const filter = new SecretFilter(secrets);
  const passed = filter.push(bytes);
  const rest = filter.rest();
  return rest.length === 0 ? passed : Buffer.concat([passed, rest]);
}

function without(bytes: Buffer, secret: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(secret); at >= 0; at = bytes.indexOf(secret, from)) {
    pieces.push(bytes.subarray(from, at), REPLACEMENT);
    from = at + secret.length;
  }
  return from === 0 ? bytes : Buffer.concat([...pieces, bytes.subarray(from)]);
}

/** Returns how many bytes at the end could begin a secret. */
function beginningAtEnd(bytes: Buffer, secret: Buffer): number {
  const first = secret.subarray(0, 1);
  const from = Math.max(0, bytes.length - secret.length + 1);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (bytes.subarray(at).equals(secret.subarray(0, bytes.length - at))) return bytes.length - at;
  }
  return 0;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
