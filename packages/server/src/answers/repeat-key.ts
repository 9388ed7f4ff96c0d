import type { Context } from "hono";
import { printOf, type RepeatKey } from "../desk/repeats.js";
import type { GuardedEnv } from "../guard/access.js";

/**
 * Returns the key by which a repeated request is recognised: its `Idempotency-Key`, or else a hash of all that was
 * sent. By the hash, a request joins a finished run only if OpenAI's client marks it as a retry.
 */
export function repeatKey(
  context: Context<GuardedEnv>,
  ...sent: readonly (string | Uint8Array)[]
): RepeatKey {
  const given = context.req.header("idempotency-key");
  const print = printOf(...sent);
  const isRetry = Number(context.req.header("x-stainless-retry-count") ?? 0) > 0;
  const name = `${context.get("caller")}/${given === undefined ? `sent/${print}` : `key/${given}`}`;
  return { name, print, joinsEnded: given !== undefined || isRetry };
}
