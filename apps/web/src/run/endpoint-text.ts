import type { Endpoint } from "@hugginggpt/shared";

/** Returns the place where a model runs in a word: a provider, a built-in tool, a host, `local`. */
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
