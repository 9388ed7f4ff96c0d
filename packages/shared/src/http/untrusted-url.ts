import { Fault } from "../errors/fault.js";
import type { HttpClient, HttpRequest, HttpResponse } from "./http-client.js";
import type { Untrusted } from "./send.js";

export type UntrustedRequest = Pick<
  HttpRequest,
  "purpose" | "deadlineMs" | "maxBytes" | "tries" | "maxWaitMs" | "signal"
> &
  Untrusted;

/**
 * Downloads from an address that the user did not configure (a `--file` URL, a file that an answer names) through the
 * one gate: https (http only where `plain`), default port, public name and address, resolved once, every redirect
 * checked again, no credential, at most `maxBytes` decoded bytes within `deadlineMs`. Private networks are open only
 * where the user opened them.
 * @throws Fault EGRESS_BLOCKED for an address, redirect or name that is closed, and what `HttpClient.request` throws.
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
  const untrusted = { plain, ...(home === undefined ? {} : { home }) };
  return http.request({ ...request, url: new URL(address), untrusted });
}

/**
 * Returns an address as it may be shown and kept: without user and fragment, and with "?…" for a query, which may sign
 * it or hold a token. So does what cannot be read as an address.
 */
export function shownAddress(address: string): string {
  if (!URL.canParse(address)) return address.replace(/[?#].*$/s, "?…").replace(/\/\/[^/]*@/, "//");
  const { protocol, host, pathname, search } = new URL(address);
  return `${protocol}//${host}${pathname}${search && "?…"}`;
}
