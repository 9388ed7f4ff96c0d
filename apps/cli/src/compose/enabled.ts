import type { EndpointKind, Settings } from "@hugginggpt/shared";

/** The kinds of endpoint that can be used with what is configured. */
export function enabledEndpoints(settings: Settings): EndpointKind[] {
  return settings.hfToken ? ["provider", "builtin"] : ["builtin"];
}
