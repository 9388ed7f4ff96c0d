import { Fault } from "@hugginggpt/shared";

/** The listing's path at the Hub; mirrors pass the Hub's links through unchanged. */
const LISTING_PATH = "/api/models";
const NEXT = /^\s*<([^<>]*)>\s*;(?:[^,]*;)?\s*rel\s*=\s*"?next"?(?:\s|;|$)/i;

/** Returns the address in a `Link` header's `rel="next"`; null if there is none. */
export function nextLink(header: string | null): string | null {
  for (const part of (header ?? "").split(/,(?=\s*<)/)) {
    const match = NEXT.exec(part);
    if (match?.[1]) return match[1];
  }
  return null;
}

/**
 * Returns the query (`?cursor=...`) of the next page's address, which may be relative to `current`. The query is all
 * that is used: requests go to the configured host only, and a stored position also works at a mirror.
 * @throws Fault EGRESS_BLOCKED if the address is no listing.
 */
export function nextQuery(link: string, current: URL): string {
  const url = URL.canParse(link, current.href) ? new URL(link, current) : null;
  const isHttp = url?.protocol === "https:" || url?.protocol === "http:";
  if (url && isHttp && (url.pathname === current.pathname || url.pathname === LISTING_PATH))
    return url.search;
  throw new Fault("EGRESS_BLOCKED", "Could not read the Hub's listing: its next page is not a listing", {
    wanted: `an address that ends in ${LISTING_PATH}`,
    came: url ? `${url.protocol}//${url.host}${url.pathname.slice(0, 80)}` : "no address",
    next: "Check HF_ENDPOINT.",
  });
}
