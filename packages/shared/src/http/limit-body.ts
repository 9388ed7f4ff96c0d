import type { Readable } from "node:stream";
import { Fault } from "../errors/fault.js";
import { SecretFilter } from "./without-secrets.js";

export interface BodyLimits {
  /** Most decoded bytes. */
  readonly maxBytes: number;
  /** Longest wait for the next piece, in milliseconds. */
  readonly idleMs: number;
  readonly purpose: string;
  /** Secrets to remove from the body. */
  readonly secrets: readonly string[];
  /** Returns the Fault to throw for an error of the body; by default the error itself is thrown. */
  readonly explained?: (error: unknown) => Fault;
}

/**
 * Yields the pieces of a body.
 * @throws Fault RESPONSE_TOO_LARGE for a body that is too large, TIMEOUT when no piece comes for too long.
 */
export async function* limitBody(body: Readable, limits: BodyLimits): AsyncGenerator<Uint8Array> {
  const { maxBytes, idleMs, purpose } = limits;
  const filter = new SecretFilter(limits.secrets);
  let isWaiting = true;
  const timer = setTimeout(() => isWaiting && body.destroy(silent(purpose, idleMs)), idleMs);
  // A body can also be destroyed after its reader has stopped.
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
 * Returns a whole body. Unpacked bytes are counted, so that a compression bomb stops at the limit.
 * @throws Fault RESPONSE_TOO_LARGE for more than `maxBytes`.
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

/** Returns the fault for an answer that is too large. */
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
