import { type LoopbackRequest, tokenOf } from "../loopback/loopback-request.js";
import { type Reply, refusal } from "../loopback/reply.js";
import type { HubItem } from "./hub-row.js";

/** Who may see what. */
export interface HubAccess {
  /** The tokens that are valid. Default: every token that starts with `hf_`. */
  readonly tokens?: readonly string[];
  /** Whether a token's owner was granted access to a gated model. Default: to none. */
  readonly grants?: (token: string, id: string) => boolean;
}

/** Returns the refusal of a token that is not valid; null without a token or for a valid one. */
export function refuseToken(request: LoopbackRequest, access: HubAccess): Reply | null {
  const token = tokenOf(request);
  if (token === null) return null;
  const valid = access.tokens ? access.tokens.includes(token) : token.startsWith("hf_");
  const message = "Invalid credentials in Authorization header";
  return valid ? null : refusal(401, message, { "x-error-message": message });
}

/** Returns the refusal for a model that is not there or is private: 401 without a token, else 404. */
export function refuseMissing(request: LoopbackRequest): Reply {
  if (tokenOf(request) === null) return refusal(401, "Invalid username or password.");
  const message = "Repository not found";
  return refusal(404, message, { "x-error-code": "RepoNotFound", "x-error-message": message });
}

/** Returns the refusal of a gated model's files: 401 without a token, 403 without a grant; null where they may be read. */
export function refuseGated(request: LoopbackRequest, item: HubItem, access: HubAccess): Reply | null {
  if (item.gated !== "auto" && item.gated !== "manual") return null;
  const token = tokenOf(request);
  if (token !== null && access.grants?.(token, item.id)) return null;
  const message = `Access to model ${item.id} is restricted. Ask for access on its page.`;
  return refusal(token === null ? 401 : 403, message, {
    "x-error-code": "GatedRepo",
    "x-error-message": message,
  });
}
