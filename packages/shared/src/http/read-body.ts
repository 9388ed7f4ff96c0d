import { tooLarge } from "./limit-body.js";

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
    if (size > maxBytes) throw tooLarge(purpose, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
