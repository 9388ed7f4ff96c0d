import type { Credential } from "@hugginggpt/shared/http";

/** The address of the Hub and the token for it. */
export interface HubAccess {
  /** `https://huggingface.co` or a mirror, without a trailing slash. */
  readonly endpoint: string;
  readonly token: string | null;
}

/** Returns the token bound to the Hub's origin; undefined if there is none. */
export function hubCredential(hub: HubAccess): Credential | undefined {
  return hub.token ? { origin: new URL(hub.endpoint).origin, token: hub.token } : undefined;
}
