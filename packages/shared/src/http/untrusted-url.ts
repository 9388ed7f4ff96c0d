import { Fault } from "../errors/fault.js";
import type { HttpClient, HttpRequest, HttpResponse } from "./http-client.js";
import type { Untrusted } from "./send.js";

export type UntrustedRequest = Pick<
  HttpRequest,
  "purpose" | "deadlineMs" | "maxBytes" | "tries" | "maxWaitMs" | "signal"
> &
  Untrusted;

/**
 * Downloads from an address that the user did not configure (a `--file` URL, a file that an answer names). It must be
 * https (http only if `plain`) with the default port and a public name and address. The name is resolved once, every
 * redirect is checked again, and no credential is sent. Private networks are allowed only if the user allowed them.
 * @throws Fault EGRESS_BLOCKED for a forbidden address, redirect or name, and what `HttpClient.request` throws.
 */
export async function fetchUntrusted(
  http: HttpClient,
  address: string,
  { home, plain = false, ...request }: UntrustedRequest,
): Promise<HttpResponse> {
  if (!URL.canParse(address)) {
    throw new Fault("EGRESS_BLOCKED", `Could not ${request.purpose}: this is not an address`, {
      wanted: "a public https address",
      came: shownAddress(address).slice(0, 80),
    });
  }
  return http.request({ ...request, url: new URL(address), untrusted: { plain, home } });
}

/**
 * Returns an address that may be shown and stored: without user and fragment, and with "?…" for a query, which may
 * contain a signature or a token. A text that is no valid address is shortened in the same way.
 */
export function shownAddress(address: string): string {
  if (!URL.canParse(address)) return address.replace(/[?#].*$/s, "?…").replace(/\/\/[^/]*@/, "//");
  const { protocol, host, pathname, search } = new URL(address);
  return `${protocol}//${host}${pathname}${search && "?…"}`;
}
