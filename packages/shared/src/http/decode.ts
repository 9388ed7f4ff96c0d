import { Fault } from "../errors/fault.js";
import type { HttpResponse } from "./http-client.js";

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
 * @throws Fault BAD_RESPONSE, retryable, when it is none: a proxy's HTML page with status 200, a cut body.
 */
export function decodeJson(response: HttpResponse, purpose: string): unknown {
  const { text, lossy } = decodeText(response.bytes);
  try {
    if (lossy) throw new SyntaxError("invalid UTF-8");
    return JSON.parse(text);
  } catch (error) {
    const type = response.headers.get("content-type") ?? "no content type";
    throw new Fault("BAD_RESPONSE", `Could not ${purpose}: the answer is no JSON`, {
      wanted: "JSON",
      came: `${response.bytes.byteLength} bytes of ${type}`,
      cause: error,
      retryable: true,
      next: "Check the address and the proxy.",
    });
  }
}
