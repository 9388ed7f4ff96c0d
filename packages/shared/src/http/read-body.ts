import { Fault } from "../errors/fault.js";

/**
 * Returns a response's decoded body. Decoded bytes are counted, so that a compressed bomb stops at the limit
 * (undici's own `maxResponseSize` counts encoded bytes).
 * @throws Fault RESPONSE_TOO_LARGE past `maxBytes`.
 */
export async function readBody(response: Response, maxBytes: number, purpose: string): Promise<Uint8Array> {
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new Fault(
        "RESPONSE_TOO_LARGE",
        `Could not ${purpose}: the answer is larger than ${maxBytes} bytes`,
        {
          wanted: `at most ${maxBytes} bytes`,
          came: "more",
        },
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
