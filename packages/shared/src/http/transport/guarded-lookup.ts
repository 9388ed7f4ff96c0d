import { lookup as resolveName } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { isFault } from "../../errors/fault.js";
import { checkResolved, type EgressRules } from "./egress-gate.js";

/** Returns all addresses of a name. @throws Error if there are none. */
export type Resolve = (
  host: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** Asks the system's resolver. */
export const systemResolve: Resolve = (host) => resolveName(host, { all: true });

/**
 * Returns a lookup for sockets that gives only allowed addresses, so that later changes of the name do not matter. Its
 * error is the Fault. Literal addresses do not use a lookup; `checkAddress` checks them.
 */
export function guardedLookup(resolve: Resolve, rules: EgressRules): LookupFunction {
  return (host, options, done) => {
    resolve(host)
      .then((found) => {
        const addresses = found.map(({ address }) => address);
        checkResolved(host, addresses, rules);
        const [first] = found;
        if (options.all) done(null, [...found]);
        else done(null, first?.address ?? "", first?.family);
      })
      .catch((error: unknown) => done(error instanceof Error ? error : new Error(String(error)), ""));
  };
}

/**
 * Checks a name that a proxy will resolve. A name that this machine cannot resolve is left to the proxy.
 * @throws Fault EGRESS_BLOCKED if one of its addresses is forbidden.
 */
export async function checkBehindProxy(url: URL, resolve: Resolve, rules: EgressRules): Promise<void> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0) return;
  try {
    const found = await resolve(host);
    checkResolved(
      host,
      found.map(({ address }) => address),
      rules,
    );
  } catch (error) {
    if (isFault(error)) throw error;
  }
}
