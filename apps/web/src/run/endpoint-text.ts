import type { Endpoint } from "@hugginggpt/shared";

/** Returns where a model runs, in a word: a provider, a tool of this program, an address, this machine. */
export function endpointText(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case "provider":
      return endpoint.provider;
    case "builtin":
      return endpoint.tool;
    case "custom":
      return new URL(endpoint.url).host;
    default:
      return endpoint.kind;
  }
}
