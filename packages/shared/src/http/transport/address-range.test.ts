import { describe, expect, it } from "vitest";
import { addressRange } from "./address-range.js";

describe("addressRange", () => {
  it.each([
    ["AWS", "fd00:ec2::254"],
    ["AWS for pods", "fd00:ec2::23"],
    ["Google", "fd20:ce::254"],
    ["Oracle", "fd00:c1::a9fe:a9fe"],
    ["Scaleway", "fd00:42::42"],
    ["IPv4", "169.254.169.254"],
    ["IPv4, mapped", "::ffff:169.254.169.254"],
    ["IPv4, mapped, in hexadecimal", "::ffff:6464:64c8"],
    ["IPv4 by NAT64", "64:ff9b::a9fe:a9fe"],
    ["IPv4 by a NAT64 of its own", "fd12:3456::a9fe:a9fe"],
    ["IPv4 by a public NAT64", "2001:db9::100.100.100.200"],
    ["IPv4 by 6to4", "2002:a9fe:a9fe::1"],
    ["IPv4 by Teredo", "2001:0:a9fe:a9fe::1"],
    ["IPv4 by ISATAP", "fd00::5efe:169.254.169.254"],
    ["link-local", "fe80::1"],
  ])("closes the metadata addresses of %s for good: %s", (_, address) => {
    expect(addressRange(address)).toBe("forbidden");
  });

  it.each([
    ["fd12:3456::1", "private"],
    ["fc00::1", "private"],
    ["::1", "private"],
    ["10.0.0.1", "private"],
    ["100.100.100.201", "private"],
    ["::ffff:10.0.0.1", "private"],
    ["2606:4700::6810:84e5", "public"],
    ["8.8.8.8", "public"],
  ])("keeps %s %s", (address, range) => {
    expect(addressRange(address)).toBe(range);
  });
});
