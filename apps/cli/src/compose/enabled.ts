import type { EndpointKind, Settings } from "@hugginggpt/shared";

/** The kinds of endpoint that can be used with what is configured. */
export function enabledEndpoints(settings: Settings): EndpointKind[] {
  const custom: EndpointKind[] = (settings.endpoints ?? []).length > 0 ? ["custom"] : [];
  return settings.hfToken ? [...custom, "provider", "builtin"] : [...custom, "builtin"];
}
