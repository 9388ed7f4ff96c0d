import ipaddr from "ipaddr.js";

/** Where an IP address lies: anywhere on the internet, in a network of one's own, or where nothing of ours may go. */
export type AddressRange = "public" | "private" | "forbidden";

/** Ranges of machines and networks of one's own; the names are those of ipaddr.js. */
const PRIVATE: ReadonlySet<string> = new Set(["loopback", "private", "uniqueLocal", "carrierGradeNat"]);

/**
 * Where clouds answer with a machine's credentials, outside the link-local range: AWS by IPv6, Alibaba, Azure's host
 * and Oracle (their documentation of "instance metadata").
 */
const METADATA: ReadonlySet<string> = new Set([
  "fd00:ec2::254",
  "100.100.100.200",
  "168.63.129.16",
  "192.0.0.192",
]);

/**
 * Returns where an IP address lies. IPv4 inside IPv6 counts as what is inside where it is mapped, and is forbidden in
 * the forms that only translators use (64:ff9b::, 2002::). Link-local, metadata, multicast, unspecified and reserved
 * addresses are forbidden, and so is what is no address.
 */
export function addressRange(address: string): AddressRange {
  if (!ipaddr.isValid(address)) return "forbidden";
  const parsed = ipaddr.process(address);
  if (METADATA.has(parsed.toString())) return "forbidden";
  const range = parsed.range();
  if (range === "unicast") return isGlobal(parsed) ? "public" : "forbidden";
  return PRIVATE.has(range) ? "private" : "forbidden";
}

/** All of IPv4 that is unicast; of IPv6 what is given out: 2000::/3 (RFC 4291, 2.5.4). `::7f00:1` is 127.0.0.1 of old. */
function isGlobal(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return !("parts" in address) || ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
}
