import { isIP } from "node:net";
import { Fault } from "../../errors/fault.js";
import { addressRange } from "./address-range.js";

/** What the gate allows besides https to public addresses at the default port. */
export interface EgressRules {
  /** Whether http is allowed, for addresses that the user typed. */
  readonly plain: boolean;
  /** Whether the user allowed private networks; any port and http are then allowed, too. */
  readonly allowPrivate: boolean;
}

/** Suffixes of private names (RFC 6761, RFC 6762, RFC 8375, and those of routers and companies). */
const PRIVATE_SUFFIXES = [
  "localhost",
  "localdomain",
  "local",
  "internal",
  "intranet",
  "private",
  "corp",
  "home",
  "lan",
  "home.arpa",
];
/** The most characters of a name in the DNS, with a final dot (RFC 1035, section 2.3.4). */
const LONGEST_NAME = 254;
/** Names of metadata services, which are forbidden even if private networks are allowed. */
const METADATA_NAMES: ReadonlySet<string> = new Set(["metadata.google.internal", "metadata"]);

/**
 * Checks an address that the user did not configure: http(s), no user name, the default port, a public name or address.
 * `new URL` has already normalised every spelling of an address (hexadecimal, octal, one number, full-width). What a
 * name resolves to is checked on resolution (`guardedLookup`).
 * @throws Fault EGRESS_BLOCKED for any other.
 */
export function checkAddress(url: URL, rules: EgressRules, purpose: string): void {
  const reason = refusal(url, rules);
  if (reason !== null)
    throw egressBlocked(purpose, reason, `${url.protocol}//${url.host.slice(0, LONGEST_NAME)}`, rules);
}

/**
 * Checks the addresses that a name resolves to. All must be allowed: DNS rebinding mixes private addresses with public
 * ones.
 * @throws Fault EGRESS_BLOCKED.
 */
export function checkResolved(host: string, addresses: readonly string[], rules: EgressRules): void {
  const closed = addresses.find((address) => !isOpen(address, rules));
  if (closed === undefined && addresses.length > 0) return;
  const reason = closed === undefined ? "the name does not resolve" : `the name resolves to ${closed}`;
  throw egressBlocked("send a request", reason, host, rules);
}

/** Returns the fault for a forbidden address. The next step names the setting that would allow it, if one would. */
export function egressBlocked(
  purpose: string,
  reason: string,
  came: string,
  rules?: Pick<EgressRules, "allowPrivate">,
): Fault {
  return new Fault("EGRESS_BLOCKED", `Could not ${purpose}: ${reason}`, {
    wanted: "a public https address",
    came,
    next: rules?.allowPrivate
      ? "Give a public https address."
      : "If it is a server of your own, open private networks with HUGGINGGPT_ALLOW_PRIVATE_NETWORK=1.",
  });
}

function refusal(url: URL, rules: EgressRules): string | null {
  const mayBePlain = rules.plain || rules.allowPrivate;
  if (url.protocol !== "https:" && !(url.protocol === "http:" && mayBePlain))
    return `${url.protocol} addresses are not allowed`;
  if (url.username || url.password) return "an address with a user name is not allowed";
  if (url.port !== "" && !rules.allowPrivate) return `port ${url.port} is not allowed`;
  if (url.hostname.length > LONGEST_NAME) return "its name is too long";
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.+$/, "");
  if (isIP(host) !== 0) return isOpen(host, rules) ? null : `${host} is not a public address`;
  if (METADATA_NAMES.has(host)) return `${host} is a metadata service`;
  return rules.allowPrivate || isPublicName(host) ? null : `${host || "it"} is not a public name`;
}

function isOpen(address: string, { allowPrivate }: EgressRules): boolean {
  const range = addressRange(address);
  return range === "public" || (range === "private" && allowPrivate);
}

function isPublicName(host: string): boolean {
  const isPrivate = PRIVATE_SUFFIXES.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
  return host.includes(".") && !isPrivate;
}
