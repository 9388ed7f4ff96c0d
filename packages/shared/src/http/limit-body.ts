import { Fault } from "../errors/fault.js";
import { SecretFilter } from "./without-secrets.js";

type Reader = ReadableStreamDefaultReader<Uint8Array>;

export interface BodyLimits {
  /** Decoded bytes at most. */
  readonly maxBytes: number;
  /** Silence at most while the reader waits for the next piece, in milliseconds. */
  readonly idleMs: number;
  readonly purpose: string;
  /** Taken out of the body. */
  readonly secrets: readonly string[];
}

/**
 * Returns a response whose body fails past a size, or when nothing comes for a while; for bodies that a library reads. The
 * body's reader gets the Fault: RESPONSE_TOO_LARGE or TIMEOUT. A response without a body is returned as it is.
 */
export function limitBody(response: Response, limits: BodyLimits): Response {
  if (!response.body) return response;
  const { status, statusText, headers } = response;
  return new Response(limited(response.body, limits), { status, statusText, headers });
}

function limited(body: ReadableStream<Uint8Array>, limits: BodyLimits): ReadableStream<Uint8Array> {
  const { maxBytes, purpose } = limits;
  const reader = body.getReader();
  const filter = new SecretFilter(limits.secrets);
  let size = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await nextPiece(reader, limits);
        if (done) {
          controller.enqueue(filter.rest());
          return controller.close();
        }
        size += value.byteLength;
        if (size > maxBytes) throw tooLarge(purpose, maxBytes);
        controller.enqueue(filter.push(value));
      } catch (error) {
        await reader.cancel(error).catch(() => undefined);
        controller.error(error);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

async function nextPiece(
  reader: Reader,
  { idleMs, purpose }: BodyLimits,
): Promise<Awaited<ReturnType<Reader["read"]>>> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(silent(purpose, idleMs)), idleMs);
  });
  try {
    return await Promise.race([reader.read(), silence]);
  } finally {
    clearTimeout(timer);
  }
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
