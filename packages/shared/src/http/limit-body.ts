import type { Readable } from "node:stream";
import { Fault } from "../errors/fault.js";
import { SecretFilter } from "./without-secrets.js";

export interface BodyLimits {
  /** Decoded bytes at most. */
  readonly maxBytes: number;
  /** Silence at most while the reader waits for the next piece, in milliseconds. */
  readonly idleMs: number;
  readonly purpose: string;
  /** Taken out of the body. */
  readonly secrets: readonly string[];
  /** Returns what is thrown where the body fails by this error; default: the error. */
  readonly explained?: (error: unknown) => Fault;
}

/**
 * Yields a body that ends with a Fault past a size, or when nothing comes for a while: RESPONSE_TOO_LARGE or TIMEOUT.
 */
export async function* limitBody(body: Readable, limits: BodyLimits): AsyncGenerator<Uint8Array> {
  const { maxBytes, idleMs, purpose } = limits;
  const filter = new SecretFilter(limits.secrets);
  let isWaiting = true;
  const timer = setTimeout(() => isWaiting && body.destroy(silent(purpose, idleMs)), idleMs);
  // Also that of a body that is destroyed where its reader has stopped asking.
  body.once("close", () => clearTimeout(timer));
  let size = 0;
  try {
    for await (const piece of body) {
      isWaiting = false;
      size += piece.byteLength;
      if (size > maxBytes) throw tooLarge(purpose, maxBytes);
      yield filter.push(piece);
      isWaiting = true;
      timer.refresh();
    }
    yield filter.rest();
  } catch (error) {
    throw limits.explained?.(error) ?? error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Returns a whole body. The bytes counted are unpacked ones, so that a compressed bomb stops at the limit.
 * @throws Fault RESPONSE_TOO_LARGE past `maxBytes`.
 */
export async function readBody(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes: number,
  purpose: string,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(purpose, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** Returns the fault for an answer past its size. */
export function tooLarge(purpose: string, maxBytes: number): Fault {
  return new Fault(
    "RESPONSE_TOO_LARGE",
    `Could not ${purpose}: the answer is larger than ${maxBytes} bytes`,
    { wanted: `at most ${maxBytes} bytes`, came: "more" },
  );
}

function silent(purpose: string, idleMs: number): Fault {
  return new Fault("TIMEOUT", `Could not ${purpose}: the answer stopped coming for ${idleMs / 1000} s`, {
    retryable: true,
    next: "Try again later.",
  });
}
