import { lookup as resolveName } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { isFault } from "../../errors/fault.js";
import { checkResolved, type EgressRules } from "./egress-gate.js";

/** Returns every address of a name. @throws Error where it has none. */
export type Resolve = (
  host: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** Asks the system's resolver. */
export const systemResolve: Resolve = (host) => resolveName(host, { all: true });

/**
 * Returns a lookup for sockets that only gives allowed addresses; what the name resolves to later does not matter. Its
 * error is the Fault. Literal addresses never reach a lookup: `checkAddress` handles them.
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
 * Checks a name that a proxy is going to resolve; one that this machine cannot resolve is left to the proxy.
 * @throws Fault EGRESS_BLOCKED if one of its addresses is closed.
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
