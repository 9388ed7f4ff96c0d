import { Fault } from "../errors/fault.js";
import type { HttpResponse } from "./http-client.js";
import { isNestedDeeper } from "./json-depth.js";
import { tooLarge } from "./limit-body.js";

/** The largest JSON responses contain a file in base64. */
const MAX_JSON_BYTES = 64 * 1024 * 1024;
/** The responses that we use have at most a dozen levels. */
const MAX_DEPTH = 200;

/** Returns a body as text. Invalid UTF-8 becomes U+FFFD; `lossy` says whether that happened. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly lossy: boolean } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), lossy: false };
  } catch {
    return { text: new TextDecoder().decode(bytes), lossy: true };
  }
}

/**
 * Returns a body parsed as JSON.
 * @throws Fault RESPONSE_TOO_LARGE above 64 MiB; BAD_RESPONSE for JSON with more than 200 levels, and a retryable one
 * for a body that is not JSON, such as a proxy's HTML page or a body that was cut.
 */
export function decodeJson(response: HttpResponse, purpose: string): unknown {
  refuseOversized(response.bytes, purpose);
  const { text, lossy } = decodeText(response.bytes);
  try {
    if (lossy) throw new SyntaxError("invalid UTF-8");
    return JSON.parse(text);
  } catch (error) {
    const type = response.headers.get("content-type") ?? "no content type";
    throw new Fault("BAD_RESPONSE", `Could not ${purpose}: the answer is not JSON`, {
      wanted: "JSON",
      came: `${response.bytes.byteLength} bytes of ${type}`,
      cause: error,
      retryable: true,
      next: "Check the address and the proxy.",
    });
  }
}

function refuseOversized(bytes: Uint8Array, purpose: string): void {
  if (bytes.byteLength > MAX_JSON_BYTES) throw tooLarge(purpose, MAX_JSON_BYTES);
  if (!isNestedDeeper(bytes, MAX_DEPTH)) return;
  throw new Fault("BAD_RESPONSE", `Could not ${purpose}: the answer is nested too deep`, {
    wanted: `JSON of at most ${MAX_DEPTH} levels`,
    came: "more",
  });
}
