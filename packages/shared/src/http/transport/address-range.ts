import ipaddr from "ipaddr.js";

/** Where an IP address lies: anywhere on the internet, in a network of one's own, or where nothing of ours may go. */
export type AddressRange = "public" | "private" | "forbidden";

/** Ranges of machines and networks of one's own; the names are those of ipaddr.js. */
const PRIVATE: ReadonlySet<string> = new Set(["loopback", "private", "uniqueLocal", "carrierGradeNat"]);

/**
 * Where clouds answer with a machine's credentials, outside the link-local range: Alibaba, Azure's host and Oracle; by
 * IPv6 AWS, Google, Oracle and Scaleway (their documentation of "instance metadata").
 */
const METADATA = [
  ...["100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32"],
  ...["fd00:ec2::/32", "fd20:ce::/32", "fd00:c1::/32", "fd00:42::/32"],
].map((range) => ipaddr.parseCIDR(range));

/**
 * Returns where an IP address is. IPv4 inside IPv6 counts as what is inside where it is mapped, and is forbidden in
 * the forms that only translators use (64:ff9b::, 2002::). Link-local, metadata, multicast, unspecified and reserved
 * addresses are forbidden, and so are an address of IPv6 that ends with such a one, as translators with a prefix of
 * their own write it (RFC 6052), and what is no address.
 */
export function addressRange(address: string): AddressRange {
  if (!ipaddr.isValid(address)) return "forbidden";
  const parsed = ipaddr.process(address);
  if (isMetadata(parsed) || ("parts" in parsed && isMetadata(ending(parsed)))) return "forbidden";
  const range = parsed.range();
  if (range === "unicast") return isGlobal(parsed) ? "public" : "forbidden";
  return PRIVATE.has(range) ? "private" : "forbidden";
}

function isMetadata(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  const isIn = METADATA.some(([from, bits]) => from.kind() === address.kind() && address.match(from, bits));
  return isIn || address.range() === "linkLocal";
}

/** The last 32 bits as an address of IPv4. */
function ending(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(-4));
}

/**
 * All of IPv4 that is unicast; of IPv6 what is given out: 2000::/3 (RFC 4291, 2.5.4). `::7f00:1` is 127.0.0.1 of old.
 */
function isGlobal(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return !("parts" in address) || ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
}
