import { Fault } from "@hugginggpt/shared";

/** Mirrors pass the official Hub's own links through; those are read from the mirror. */
const OFFICIAL_HOSTS = ["huggingface.co", "www.huggingface.co", "hf.co"];
const LISTING_PATH = "/api/models";
const NEXT = /^\s*<([^<>]*)>\s*;(?:[^,]*;)?\s*rel\s*=\s*"?next"?(?:\s|;|$)/i;

/** Returns the address in a `Link` header's `rel="next"`; null where there is none. */
export function nextLink(header: string | null): string | null {
  for (const part of (header ?? "").split(/,(?=\s*<)/)) {
    const match = NEXT.exec(part);
    if (match?.[1]) return match[1];
  }
  return null;
}

/**
 * Returns the query (`?cursor=...`) of the next page's address, absolute or relative to `current`. Only the query is
 * kept, so that a stored position works at a mirror too, and no link leads anywhere but to the listing.
 * @throws Fault EGRESS_BLOCKED when the address is not the listing of the Hub's origin, nor of the official Hub.
 */
export function nextQuery(link: string, current: URL): string {
  const url = URL.canParse(link, current.href) ? new URL(link, current) : null;
  const ours = url?.origin === current.origin && url.pathname === current.pathname;
  const official =
    url?.protocol === "https:" && OFFICIAL_HOSTS.includes(url.host) && url.pathname === LISTING_PATH;
  if (url && (ours || official)) return url.search;
  throw new Fault("EGRESS_BLOCKED", "Could not read the Hub's listing: its next page lies elsewhere", {
    wanted: `an address below ${current.origin}${current.pathname}`,
    came: url ? `${url.protocol}//${url.host}${url.pathname.slice(0, 80)}` : "no address",
    next: "Check HF_ENDPOINT.",
  });
}
