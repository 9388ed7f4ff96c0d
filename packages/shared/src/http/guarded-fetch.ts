import { lookup as resolveName } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { Agent, EnvHttpProxyAgent, fetch as undiciFetch } from "undici";
import { Fault } from "../errors/fault.js";
import { checkResolved, type EgressRules } from "./egress-gate.js";

/** Returns every address of a name. @throws Error where it has none. */
export type Resolve = (
  host: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export interface GuardOptions {
  readonly allowPrivate: boolean;
  /** Whether the proxy of the environment (`HTTPS_PROXY`, `NO_PROXY`) is used. It resolves names then, not we. */
  readonly proxied: boolean;
  /** Default: the system's resolver. */
  readonly resolve?: Resolve;
}

const systemResolve: Resolve = (host) => resolveName(host, { all: true });

/**
 * Returns a `fetch` that resolves a name once, checks every address it has, and connects to these addresses only; what
 * the name resolves to later does not matter. Literal addresses never reach a resolver: `checkAddress` sees to them.
 * Behind a proxy the name is checked as far as this machine can resolve it, and the proxy decides. undici's own fetch
 * serves: the dispatcher of one version is not that of the version inside Node.
 */
export function guardedFetch(options: GuardOptions): typeof fetch {
  const rules: EgressRules = { plain: true, allowPrivate: options.allowPrivate };
  const resolve = options.resolve ?? systemResolve;
  const connect = { lookup: guardedLookup(resolve, rules) };
  const dispatcher = options.proxied ? new EnvHttpProxyAgent({ connect }) : new Agent({ connect });
  // One Fetch standard, two declarations of it: undici's and the one that @types/node takes from an older undici.
  const send = undiciFetch as unknown as (input: unknown, init: object) => Promise<Response>;
  return async (input, init) => {
    if (options.proxied) await checkBehindProxy(new URL(String(input)), resolve, rules);
    return send(input, { ...init, dispatcher });
  };
}

/** Returns a lookup for sockets that gives open addresses only. Its error is the Fault. */
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

/** A name that this machine cannot resolve is left to the proxy. */
async function checkBehindProxy(url: URL, resolve: Resolve, rules: EgressRules): Promise<void> {
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
    if (error instanceof Fault) throw error;
  }
}
