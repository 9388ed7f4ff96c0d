import ipaddr from "ipaddr.js";

/** The kind of an IP address: on the internet, in a private network, or never to be contacted. */
export type AddressRange = "public" | "private" | "forbidden";

/** Private ranges by their names in ipaddr.js. */
const PRIVATE: ReadonlySet<string> = new Set(["loopback", "private", "uniqueLocal", "carrierGradeNat"]);

/**
 * Addresses outside the link-local range where clouds serve a machine's credentials: Alibaba, Azure and Oracle; with
 * IPv6 AWS, Google, Oracle and Scaleway (their documentation of "instance metadata").
 */
const METADATA = [
  ...["100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32"],
  ...["fd00:ec2::/32", "fd20:ce::/32", "fd00:c1::/32", "fd00:42::/32"],
].map((range) => ipaddr.parseCIDR(range));

/**
 * Returns the kind of an IP address. A mapped IPv4 address in IPv6 counts as the IPv4 address; the forms of translators
 * (64:ff9b::, 2002::) are forbidden. So are link-local, metadata, multicast, unspecified and reserved addresses, IPv6
 * addresses that end with a metadata address (translators with their own prefix, RFC 6052), and invalid addresses.
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
 * All unicast addresses of IPv4; of IPv6 those that are assigned, 2000::/3 (RFC 4291, 2.5.4). The obsolete `::7f00:1`
 * is 127.0.0.1.
 */
function isGlobal(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return !("parts" in address) || ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
}
